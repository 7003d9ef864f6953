"""After how many crackdowns a return, or any later record, came within a year: in sentences, and for machines."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from waterbed.layers.measures.recurrence import WITHIN_DAYS, WITHIN_MONTHS, Recurrence
from waterbed.output.language.numbers import number, plural, plural_of
from waterbed.output.language.strings import templates


def sentences(found: Sequence[Recurrence], lang: str) -> Iterator[str]:
    """A sentence each, and what must be kept in mind of them; none without a crackdown that has a date."""
    told = [_sentence(one, lang) for one in found if one.crackdowns]
    yield from told
    if told:
        yield str(templates(lang)["measure"]["recurrence"]["caution"])


def for_machines(found: Sequence[Recurrence], lang: str) -> list[dict[str, Any]]:
    """Counts, share and interval of each, with its sentence."""
    return [asdict(one) | {"days": WITHIN_DAYS, "sentence": _sentence(one, lang)} for one in found]


def _sentence(one: Recurrence, lang: str) -> str:
    said = templates(lang)["measure"]["recurrence"]
    rest = [
        plural(said[name], n, lang).format(n=number(n, lang), months=WITHIN_MONTHS)
        for name, n in (("possible", one.possible), ("unwatched", one.unwatched), ("undated", one.undated))
        if n
    ]
    return plural_of(said[one.what], one.certain, one.crackdowns, lang).format(
        n=number(one.certain, lang),
        m=number(one.crackdowns, lang),
        months=WITHIN_MONTHS,
        share=_share(one, lang),
        rest="".join(f"{said['join']}{clause}" for clause in rest),
    )


def _share(one: Recurrence, lang: str) -> str:
    if one.share is None:
        return ""
    low, high = (number(round(100 * end), lang) for end in (one.share.low, one.share.high))
    level = round(100 * one.share.level)
    return str(templates(lang)["measure"]["recurrence"]["share"]).format(level=level, low=low, high=high)
