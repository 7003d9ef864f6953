"""``llms.txt`` (llmstxt.org): what the site says and where its data lies, in Markdown for programs that read."""

import re
from collections.abc import Iterable, Iterator

from waterbed.layers.dates.days import date_text
from waterbed.layers.schema.tables import TABLES
from waterbed.output.addresses import file_address
from waterbed.output.language.script import own_name
from waterbed.output.site.model.whole import Site
from waterbed.output.site.model.words import Words

_MAIN = (
    "index",
    "story",
    "countries",
    "places",
    "events",
    "movements",
    "figures",
    "organisations",
    "sources",
)
_LIMITS = ("method", "gaps", "context", "about")
_NOTES = {
    "places.geojson": "data.places",
    "events.geojson": "data.events",
    "movements.geojson": "data.movements",
    "sources.bib": "data.bibtex",
    "sources.csl.json": "data.csl",
}
"""What is said of a download."""


def llms(site: Site, downloads: Iterable[str]) -> str:
    """The file, in the first language of the site, its addresses relative to it.

    ``downloads`` are the names of the files in the folder ``data``.
    """
    lang, words = next(iter(site.words.items()))
    return "\n".join(
        (*_head(site, words), *_pages(site, words), *_data(site, words, downloads), *_others(site, lang))
    )


def _head(site: Site, words: Words) -> Iterator[str]:
    meta, found = site.timeline["meta"], words.texts["finding"]
    yield f"# {_plain(meta['title'][words.lang])}\n"
    said = (f"{found['headline'][0]}.", found["line"][0], found["detail"][0])
    yield f"> {_plain(' '.join(part for part in said if part))}\n"
    notes = [
        meta["marking"].get(words.lang, ""),
        words.t("simulated") if meta["simulated"] else "",
        meta["description"][words.lang],
        words.t("method.lead"),
        words.t("foot.as_of", date=date_text(meta["as_of"])),
        words.t("cite.licence", licence=meta["licence"]["name"]) if meta["licence"]["name"] else "",
    ]
    for note in filter(None, map(_plain, notes)):
        yield f"- {note}"
    yield ""


def _pages(site: Site, words: Words) -> Iterator[str]:
    for heading, names in (("nav.main", _MAIN), ("nav.method", _LIMITS)):
        yield f"## {words.t(heading)}\n"
        for name in names:
            label = words.t("nav.overview" if name == "index" else f"nav.{name}")
            lead = words.said.get(f"{name}.lead", "") if name != "method" else ""
            yield _line(label, f"{words.lang}/{name}.html", str(lead))
        yield ""


def _data(site: Site, words: Words, downloads: Iterable[str]) -> Iterator[str]:
    yield f"## {words.t('nav.data')}\n"
    yield _line(words.t("nav.data"), f"{words.lang}/data.html")
    for name in downloads:
        table = name.removesuffix(".csv")
        note = words.t(_NOTES[name]) if name in _NOTES else ""
        if table in TABLES:
            if not site.tables.get(table):
                continue
            label = words.ui.get(f"table.{table}", words.t("nav.sources"))
            note = f"{label}, {words.t('data.rows', n=site.tables[table])}"
        yield _line(name, f"data/{file_address(name)}", note)
    yield ""


def _others(site: Site, lang: str) -> Iterator[str]:
    """The other languages, under the heading that the format has for what can be left out."""
    others = [(one, words) for one, words in site.words.items() if one != lang]
    if others:
        yield "## Optional\n"
        for one, words in others:
            yield _line(own_name(one), f"{one}/index.html", words.t("nav.overview"))
        yield ""


def _line(label: str, address: str, note: str = "") -> str:
    return f"- [{_plain(label)}]({address})" + (f": {_plain(note)}" if note else "")


def _plain(text: str) -> str:
    """A text of the data on one line, whose signs mean nothing in Markdown."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))
