"""Texts without what is withheld: names, days and numbers are taken out of prose, ids and flags."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from waterbed.layers.checks.scenes import CITATION, cited_ids
from waterbed.layers.manifest.profiles import Dates
from waterbed.layers.redaction.mentions import DateMention, dates
from waterbed.layers.redaction.names import Names, normal
from waterbed.layers.redaction.numbers import decimals, long_numbers
from waterbed.layers.schema.vocabulary import word_label

_HOLES = re.compile(r"\[…\](?:[^\w\[\]]{0,5}\[…\])+")


_ID_JOINTS = re.compile(r"[-._]{2,}")


_SQUARE = str.maketrans("[]", "()")


@dataclass(frozen=True, slots=True)
class Blackout:
    """What is taken out of texts."""

    names: Names
    """Names, wherever they stand."""
    unit: Dates
    """The finest unit that a date in a text keeps."""
    days: frozenset[tuple[int, int, int]]
    """Year, month and day of further days that go."""
    decimals: frozenset[str]
    """Decimal numbers that go: the spellings of withheld coordinates."""
    numbers: frozenset[int]
    """Whole numbers of six digits and more that go."""
    languages: tuple[str, ...]
    """Languages whose dates are understood; in the first one are holes named in texts of an unknown language."""

    def text(self, text: str, lang: str, *, dated: bool = True, few: Collection[int] = ()) -> str:
        """Take out of a text what is withheld: a name becomes "[withheld]", a day or number "[…]".

        Parameters
        ----------
        text
            Prose.
        lang
            Its language; "" where it is unknown, and may be any of those that are understood.
        dated
            Whether days go too; those of published sources stay.
        few
            Small numbers that go as well.
        """
        plain = normal(text)
        cuts = [
            (one.start, one.end, f"[{withheld(lang or self.languages[0])}]") for one in self.names.find(plain)
        ]
        if dated:
            cuts += [(one.start, one.end, one.coarser or "[…]") for one in self._dates(plain, lang)]
        cuts += [(start, end, "[…]") for start, end, digits in decimals(plain) if digits in self.decimals]
        cuts += [(start, end, "[…]") for start, end, number in long_numbers(plain) if number in self.numbers]
        if few:
            small = {str(one) for one in few}
            cuts += [
                (m.start(), m.end(), "[…]") for m in re.finditer(r"\d+", plain) if m[0].lstrip("0") in small
            ]
        return _HOLES.sub("[…]", _cut(plain, cuts)) if cuts else text

    def scene(
        self,
        text: str,
        lang: str,
        gone: frozenset[str],
        renamed: Mapping[str, str],
        few: Mapping[str, Collection[int]],
    ) -> str:
        """Take out of a scene's text what is withheld, and say where a sentence rested on a record that is left out.

        Square brackets hold citations there, so what is withheld stands in round ones.
        """
        pieces, at, silent = [], 0, False
        for found in CITATION.finditer(text):
            ids = cited_ids(found)
            sentence, at = text[at : found.start()], found.end()
            if not gone.isdisjoint(ids):
                pieces += [] if silent else [f" ({withheld(lang)})"]
                silent = True
                continue
            small = [number for one in ids for number in few.get(one, ())]
            said = self.text(sentence, lang, few=small).translate(_SQUARE)
            pieces.append(f"{said}[{';'.join(dict.fromkeys(renamed.get(one, one) for one in ids))}]")
            silent = False
        return ("".join(pieces) + self.text(text[at:], lang).translate(_SQUARE)).strip()

    def slug(self, name: str) -> str:
        """Take out of an id what is withheld: a name becomes "withheld", a day what is left of it."""
        cuts = [(one.start, one.end, "withheld") for one in self.names.find(name)]
        cuts += [(one.start, one.end, one.coarser) for one in self._dates(name, "")]
        return _ID_JOINTS.sub(lambda joint: joint[0][0], _cut(name, cuts)).strip("-._") or "withheld"

    def _dates(self, text: str, lang: str) -> list[DateMention]:
        found = dates(text, [lang] if lang else self.languages, others=self.languages)
        if self.unit == "year":
            return [replace(one, coarser=str(one.year) if one.coarser else "") for one in found]
        days = [one for one in found if one.day is not None]
        return (
            days
            if self.unit == "month"
            else [one for one in days if (one.year, one.month, one.day) in self.days]
        )


def withheld(lang: str) -> str:
    """Return what stands in the place of a withheld text, in a language."""
    return word_label("withheld", lang, group="redaction")


def _cut(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """Replace stretches of a text; of two that overlap the first and longest counts."""
    done, pieces = 0, []
    for start, end, instead in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start >= done:
            pieces += [text[done:start], instead]
            done = end
    return "".join([*pieces, text[done:]])
