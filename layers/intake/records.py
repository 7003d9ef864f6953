"""A data set in the making: its rows, sources and own words, and what the user has said about the reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from waterbed.layers.intake.places import Gazetteer, new_id
from waterbed.layers.intake.values.dates import Order
from waterbed.layers.intake.values.numbers import Mark
from waterbed.layers.intake.values.words import nothing, spoken
from waterbed.layers.schema.vocabulary import labels_of, word_label, words
from waterbed.layers.web import web_parts

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the user has said about the reading."""

    lang: str = "en"
    """Language of labels and texts."""
    order: Order = ""
    """``day`` or ``month`` first, in dates such as 03/04/2024."""
    decimal: Mark = ""
    """The decimal mark of numbers."""
    source: str = ""
    """Title of the one source of records that name none."""
    url: str = ""
    """Its address."""
    kind: str = ""
    """Kind of the moves or incidents of a table that does not say it."""
    unit: str = ""
    """Unit of numbers of a table that does not say it."""
    crs: str = ""
    """CRS of coordinates that are not in degrees, like ``EPSG:32648``."""
    countries: tuple[str, ...] = ()
    """ISO codes of the countries in which places lie that name none."""
    enforcement: frozenset[str] = frozenset()
    """Kinds of events that are crackdowns, as the table words them."""


@dataclass(slots=True)
class Doubts:
    """What was in doubt, and what was left out of a table."""

    questions: list[str] = field(default_factory=list)
    """What has to be answered before anything is written."""
    guesses: list[str] = field(default_factory=list)
    """What was taken although the table does not say it."""
    left_out: list[str] = field(default_factory=list)
    """Cells that could not be read."""
    habits: list[str] = field(default_factory=list)
    """Ways of writing that were understood."""


@dataclass(slots=True)
class Tables:
    """A data set in the making: rows by table."""

    gazetteer: Gazetteer
    rows: dict[str, list[Row]] = field(
        default_factory=lambda: {name: [] for name in ("hubs", "events", "movements", "counts")}
    )
    sources: dict[str, Row] = field(default_factory=dict)
    """By what names them: an address, or a title."""
    own_words: dict[tuple[str, str], Row] = field(default_factory=dict)
    """Words that the data set brings along, by group and word."""

    def source(self, title: object, url: object, fallback: str) -> str:
        """Id of a source, recorded when it is first named."""
        said, address = ("" if nothing(one) else " ".join(str(one).split()) for one in (title, url))
        if not address and web_parts(said):
            said, address = "", said
        key = address or said or fallback
        if key not in self.sources:
            parts = web_parts(address)
            host = (parts.hostname if parts else None) or ""
            name = said or (f"{host}{parts.path}".rstrip("/") if parts and host else "") or fallback
            made = new_id(host.removeprefix("www.") or name, self.gazetteer.ids, "source")
            self.sources[key] = {
                "id": made,
                "title": name,
                "url": address,
                "publisher": host.removeprefix("www."),
            }
        return self.sources[key]["id"]

    def word(self, group: str, said: object, family: str = "") -> str:
        """The word of the vocabulary that a table means, by word or label; else a word of the data set's own."""
        name = spoken(said)
        if known := _words_by_name(group).get(name):
            return known
        label = " ".join(str(said).split())
        for (of, word), row in self.own_words.items():
            if of == group and spoken(row[f"label_{self.gazetteer.lang}"]) == name:
                return word
        own = new_id(name, {word for of, word in self.own_words if of == group}, group).replace("-", "_")
        self.own_words.setdefault(
            (group, own),
            {"group": group, "word": own, "family": family, f"label_{self.gazetteer.lang}": label},
        )
        return own

    def knows(self, group: str, cells: Sequence[object]) -> bool:
        """Whether all that a column says are words of a group."""
        said = {spoken(cell) for cell in cells if not nothing(cell)}
        return bool(said) and said <= {*_words_by_name(group)}

    def label(self, group: str, word: str) -> str:
        """What a word is called: by the data set, else by waterbed in the data set's language, else in English."""
        own = self.own_words.get((group, word), {}).get(f"label_{self.gazetteer.lang}", "")
        return own or word_label(word, self.gazetteer.lang, group=group)


@cache
def _words_by_name(group: str) -> Mapping[str, str]:
    """The words of a group by what they and their labels are called in any language."""
    found = {spoken(word.replace("_", " ")): word for word in words(group)}
    for word, label in labels_of(group):
        found.setdefault(spoken(label), word)
    return {name: word for name, word in found.items() if name}
