"""The finding of a data set as a headline and a line of numbers: said once, shown wherever the data set is shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from waterbed.layers.cycle.outcomes import Outcomes, outcomes
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.days import from_day
from waterbed.layers.query.certainty import CERTAINTIES
from waterbed.layers.query.series import measured
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.language.dates import period
from waterbed.output.language.numbers import number, plural
from waterbed.output.language.strings import interface, said_in, templates


@dataclass(frozen=True, slots=True)
class Finding:
    """What the cycle table says, in words of one language."""

    headline: str
    """One sentence without a full stop."""
    line: str
    """The numbers behind it."""
    detail: str
    """Forms of the returns, and arrivals that are compatible with one; empty without any."""


def finding(dataset: Dataset, lang: str, *, certainty: str = "low") -> Finding:
    """Say what is recorded after the crackdowns and disruptions of a data set.

    The headline turns itself round with the records: what turned up elsewhere is said only where a movement names its
    cause; else how often a move or a return is recorded after a crackdown, or that none is. A set in which nothing was
    pressed tells of what it counts, else of its moves.
    """
    found, said = outcomes(dataset, certainty=certainty), templates(lang)["finding"]
    if not outcomes(dataset).presses:
        if measured(dataset):
            return _of_numbers(dataset, said, lang)
        if len(dataset["movements"]):
            return _of_moves(dataset, said, lang)
    subject = said_in(dataset.settings.get("subject", ""), lang, dataset.languages)
    filled = _filled(found, said, lang)
    return Finding(
        _headline(found, said, subject, filled),
        _line(found, said, filled),
        _detail(found, said, filled, lang),
    )


def _of_numbers(dataset: Dataset, said: Mapping[str, Any], lang: str) -> Finding:
    """What a set without a crackdown is about where it holds series: what is counted, when, at how many places."""
    main = measured(dataset)[0]
    unit = dataset.vocabulary.label(main["unit"], lang) if main["unit"] else interface(lang)["numbers.count"]
    first, last = (period(main[day][:4], lang) for day in ("first_day", "last_day"))
    filled = {
        "unit": unit[:1].upper() + unit[1:],
        "grain": interface(lang)[f"grain.{main['grain']}"],
        "numbers": number(main["numbers"], lang),
        "places": number(main["places"], lang),
    }
    form = "single" if first == last else "several"
    headline = str(said["counted"][form]).format(**filled, first=first, last=last)
    parts = [str(said["counted_line"]).format(**filled), f"{said['headlines']['nothing_pressed']}."]
    if main["highest"]:
        top = dataset["counts"].loc[main["highest"]]
        parts.insert(0, said["counted_highest"].format(
            n=number(top["n"], lang), place=dataset.label(top["place"], lang), when=period(top["period"], lang)
        ))  # fmt: skip
    return Finding(headline, " ".join(parts), "")


def _of_moves(dataset: Dataset, said: Mapping[str, Any], lang: str) -> Finding:
    """What a set without a crackdown tells of moves: how many, and when."""
    n = len(dataset["movements"])
    moves = plural(said["moves"], n, lang).format(n=number(n, lang))
    days = dataset.bounds("movements", "period")[SPAN].to_numpy()
    known = days[np.isfinite(days)]
    headline = moves
    if len(known):
        first, last = (str(from_day(int(day)).year) for day in (known.min(), known.max()))
        form = "single" if first == last else "several"
        headline = str(said["moves_when"][form]).format(moves=moves, first=first, last=last)
    return Finding(headline, f"{said['headlines']['nothing_pressed']}. {said['nothing_pressed_line']}", "")


def texts(dataset: Dataset, lang: str) -> dict[str, list[str]]:
    """The finding in one language, a text for each least certainty: low, medium, high."""
    found = [asdict(finding(dataset, lang, certainty=stop)) for stop in CERTAINTIES]
    return {name: [one[name] for one in found] for name in ("headline", "line", "detail")}


def _filled(found: Outcomes, said: Mapping[str, Any], lang: str) -> dict[str, str]:
    """The numbers as they are written, and what was counted: "43 crackdowns and disruptions"."""
    kind = {0: "crackdowns", found.presses: "disruptions"}.get(found.disruptions, "both")
    counts = {name: number(value, lang) for name, value in asdict(found).items() if isinstance(value, int)}
    # A year has no separator of thousands.
    years = {name: str(value) for name, value in (("since", found.since), ("until", found.until))}
    n = counts["presses"]
    return {
        **counts,
        **years,
        "counted": plural(said[kind], found.presses, lang).format(n=n),
        "one": said["the"][kind],
    }


def _outcome(found: Outcomes) -> str:
    """Which template fits: what is recorded after any of them."""
    if not found.presses:
        return "nothing_pressed"
    return {
        (True, True): "moved_and_returned",
        (True, False): "moved",
        (False, True): "returned",
        (False, False): "nothing",
    }[found.departed > 0, found.returned > 0]


def _headline(found: Outcomes, said: Mapping[str, Any], subject: str, filled: Mapping[str, str]) -> str:
    if found.caused:
        return str(said["elsewhere"]["named" if subject else "plain"]).format(subject=subject)
    form = "single" if found.presses == 1 else "several"
    words = said["headlines"]
    return str((words if not found.presses else words[form])[_outcome(found)]).format(**filled)


def _line(found: Outcomes, said: Mapping[str, Any], filled: Mapping[str, str]) -> str:
    if not found.presses:
        return str(said["nothing_pressed_line"])
    form = "single" if found.presses == 1 else "several"
    spans = "undated" if found.since is None else "in" if found.since == found.until else "since"
    parts = [said["on_record"][form][spans], said["lines"][form][_outcome(found)]]
    return " ".join(str(part).format(**filled) for part in parts)


def _detail(found: Outcomes, said: Mapping[str, Any], filled: Mapping[str, str], lang: str) -> str:
    forms = [
        said["form"].format(form=word_label(form, lang), n=number(n, lang)) for form, n in found.forms if form
    ]
    parts = [said["forms"].format(forms=said["list"].join(forms))] if forms else []
    if found.candidates:
        parts.append(plural(said["candidates"], found.candidates, lang).format(n=filled["candidates"]))
    return " ".join(map(str, parts))
