"""What every edition says whatever its records: scripts, styles, typeface, templates, interface strings, names of columns.

A withheld name that stands inside such words did not come from the data: "Noto Sans Myanmar" is a font.
"""

import io
import json
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from waterbed.layers.dataset import Dataset
from waterbed.layers.locale.strings import installed, installed_strings
from waterbed.layers.redaction.names import Names, normal, words_of
from waterbed.layers.redaction.withheld import texts_of
from waterbed.layers.schema.tables import schema
from waterbed.layers.schema.vocabulary import vocabulary
from waterbed.output.columns.texts import ALWAYS_SAID
from waterbed.output.edition import markup
from waterbed.output.player.assets import basemap_data, leaflet_css, leaflet_js
from waterbed.output.timeline import Timeline
from waterbed.output.type import faces

Words = tuple[str, ...]

_HERE = Path(__file__).parents[1]


_HOLE = "ꙭ"
"""A letter that no text has, for what a template leaves open."""


_FORMATS = (
    "default_view focus", "Adobe Identity", "adobe:ns:meta", "http://ns.adobe.com", "Typst 0", "Matplotlib v3",
    "Matplotlib pdf backend", "https://matplotlib.org",
    '(function(s){s.type="application/octet-stream";s.id="',
    '";document.head.appendChild(s)})(document.createElement("script"));',
    *(f"{of} {what}" for of in ("fill", "stroke") for what in ("opacity", "width", "linecap", "linejoin", "dasharray")),
    *(f"type {name}" for name in ("article-newspaper", "article-journal", "report", "webpage", "document")),  # CSL
    *(f"type {name}" for name in ("FeatureCollection", "Feature", "Point", "LineString", "Polygon", "MultiPolygon")),
    *(f"type {name}" for name in ("string", "number")),
    *(f"{markup.WALL}content {name}" for name in ("article", "website")),
    *(f"assets/{face}" for face in faces.WEIGHTS),
    *faces.style_of({face: f"{face}.{_HOLE}.woff2" for face in faces.WEIGHTS}).split(_HOLE),
    *(f"{faces.FAMILY.replace(' ', '')} {face}" for face in faces.WEIGHTS),
    f"{markup.WALL}typeface {faces.FULL_FAMILY}",
)  # fmt: skip
"""Phrases of the formats that are written, as they stand around what the data says."""


_VARIABLE = re.compile(r"[.-][\w-]{0,20}wb-[\w-]+")


_CLASS = re.compile(r"\.([A-Za-z][\w-]*)(?=[^{}\n]{0,200}\{)")


_LEFT_OPEN = re.compile(r"\{[^{}]*\}")


_COLON = re.compile(r'"\s*:')


_HEADER = re.compile(r"\ufeff?id(?:,\w+)+\r?")


_BLOCK = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1>", re.DOTALL)


_NUMBERED = re.compile(r"\s\d+$")


_LEAST_BLOCK = 200
"""Characters from which on a text of ours is left out wherever it stands: nothing of the data is as long and the same."""


class Ours:
    """Tells a withheld name that came from the data from the same word in what every edition says.

    Parameters
    ----------
    dataset
        What is let out.
    names
        What is withheld and searched for.
    """

    def __init__(self, dataset: Dataset, names: Collection[str]) -> None:
        known = Names(names)
        self._blocks = (*_blocks(), basemap_data(Timeline.of(dataset)))
        self._codes = _codes(dataset)
        self._keys = frozenset(map(folded_words, _keys_of_files()))
        self._around: dict[str, list[tuple[Words, int]]] = {}
        said = {*_spoken(), *_labels(dataset)}
        whole = {folded_words(name): name for name in names}
        self.said = frozenset(name for words, name in whole.items() if words in said)
        for phrase in {*said, *_written()}:
            for name, at, size in known.inside(phrase):
                if size < len(phrase):
                    self._around.setdefault(name, []).append((phrase, at))

    def without(self, text: str) -> str:
        """Return a text without our scripts and styles and without the basemap, wherever they stand in it."""
        for block in self._blocks:
            text = text.replace(block, " ")
        return text

    def without_ours(self, names: Collection[str], text: str) -> list[str]:
        """Return those of the names that a text mentions outside what is ours: a longer phrase, a key, a code."""
        if not any(name in self._around or self._may_be_key(name) for name in names):
            return sorted(names)
        words = words_of(text)
        bare = tuple(word for _, _, word in words)
        return sorted(
            {
                name
                for name, at, size in Names(names).inside(bare)
                if not self._is_in_phrase(name, bare, at)
                and not self._is_key(text, words[at][0], words[at + size - 1][1])
            }
        )

    def _is_in_phrase(self, name: str, words: Words, at: int) -> bool:
        return any(
            words[at - before : at - before + len(phrase)] == phrase
            for phrase, before in self._around.get(name, ())
            if before <= at
        )

    def _may_be_key(self, name: str) -> bool:
        return name.upper() in self._codes or folded_words(name) in self._keys

    def _is_key(self, text: str, start: int, end: int) -> bool:
        """Whether a mention is a code as it is written, or the name of a key or a column where such names stand."""
        said = text[start:end]
        if said in self._codes:
            return True
        if folded_words(said) not in self._keys:
            return False
        if text[start - 1 : start] == '"' and _COLON.match(text, end):
            return True
        return "\n" not in text[:start] and _HEADER.fullmatch(text.partition("\n")[0]) is not None


def folded_words(text: str) -> Words:
    """The words of a text as names are compared."""
    return tuple(word for _, _, word in words_of(normal(text)))


def _codes(dataset: Dataset) -> frozenset[str]:
    """Codes of countries and provinces that are let out: they name the map of the world."""
    columns = [(table, one.name) for table, known in schema().items() for one in known if one.type == "code"]
    return frozenset(
        str(code)
        for table, name in columns
        if name in dataset[table]
        for code in dataset[table][name]
        if code
    )


def _labels(dataset: Dataset) -> Iterator[Words]:
    """Labels of the vocabulary that the data set's own words bring with them."""
    used = set(texts_of(dataset.tables))
    labels = vocabulary().filter(like="label_")
    for (group, word), row in zip(labels.index, labels.to_numpy(), strict=True):
        if group in ALWAYS_SAID or word in used:
            yield from (folded_words(str(label)) for label in row)


@cache
def _blocks() -> tuple[str, ...]:
    """Whole scripts and styles, the longest first."""
    files = [*(_HERE / "viewer" / "dist").glob("*.*s"), *(_HERE / "site" / "templates").glob("*.css")]
    texts = [path.read_text(encoding="utf-8").strip() for path in sorted(files)]
    texts += [
        block for source in _templates() for _, block in _BLOCK.findall(source) if "{" + "{" not in block
    ]
    texts += [leaflet_js(), leaflet_css(), faces.style()]
    return tuple(sorted((text for text in texts if len(text) >= _LEAST_BLOCK), key=len, reverse=True))


@cache
def _templates() -> tuple[str, ...]:
    files = (path for pattern in ("*/templates/*.*ml", "*/templates/*.svg") for path in _HERE.glob(pattern))
    return tuple(path.read_text(encoding="utf-8") for path in sorted(files))


@cache
def _spoken() -> frozenset[Words]:
    """Phrases that stand by themselves: the strings of the interface."""
    strings = [text for strings in _strings() for text in _leaves(strings)]
    phrases = (folded_words(piece) for text in strings for piece in _LEFT_OPEN.split(text))
    return frozenset(filter(None, phrases))


def _strings() -> list[Any]:
    """The strings of the interface, a tree a language."""
    return [installed_strings(lang) for lang in installed()]


@cache
def _keys_of_files() -> frozenset[str]:
    """Names of columns and keys: what stands in a file before a colon, or at the head of a table."""
    trees = [*_strings(), json.loads((_HERE / "timeline.schema.json").read_text(encoding="utf-8"))]
    columns = (name for table, known in schema().items() for name in (table, *(one.name for one in known)))
    words = (str(word) for _, word in vocabulary().index)
    return frozenset([*(key for tree in trees for key in _keys(tree)), *columns, *words, "focus"])


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _leaves(inner)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value
        for inner in value.values():
            yield from _keys(inner)


@cache
def _written() -> frozenset[Words]:
    """Phrases of pages and slides: what their templates say between two holes, and attributes with their values."""
    pages = (_with_holes(source) for source in _templates())
    localised = (
        f"{one.name}_{lang}"
        for known in schema().values()
        for one in known
        for lang in installed()
        if one.type == "localised"
    )
    pieces = (piece for page in (*pages, *_slides()) for piece in _pieces(page))
    variables = {name for block in _blocks() for name in _VARIABLE.findall(block)}
    classes = (f"{markup.WALL}class {name}" for block in _blocks() for name in _CLASS.findall(block))
    fields = (f"name {name}" for name in _keys_of_files())
    return frozenset(
        filter(
            None,
            map(
                folded_words,
                (*pieces, *localised, *variables, *classes, *fields, *_keys_of_files(), *_FORMATS),
            ),
        )
    )


def _with_holes(source: str) -> str:
    tokens = Environment(autoescape=True).lex(source)
    return "".join(_HOLE if kind != "data" else text for _, kind, text in tokens)


def _pieces(page: str) -> Iterator[str]:
    text, _, values = markup.said(page).rpartition("\n")
    yield from text.split(_HOLE)
    for value in re.split(f"(?={markup.WALL})", values):
        # Libraries count what they name: "Slide Number Placeholder 5".
        yield _NUMBERED.sub("", value.partition(_HOLE)[0].strip())


@cache
def _slides() -> tuple[str, ...]:
    """The parts of a presentation in which nothing is said yet."""
    try:
        from pptx import Presentation
    except ImportError:
        return ()
    deck, out = Presentation(), io.BytesIO()
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
    slide.notes_slide  # noqa: B018  makes it
    deck.save(out)
    with zipfile.ZipFile(out) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return tuple(archive.read(name).decode("utf-8") for name in names)
