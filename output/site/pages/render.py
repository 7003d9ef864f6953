"""How each page of a site is rendered from the timeline."""

from collections.abc import Callable, Mapping
from typing import Any

from waterbed.layers.locale.strings import machine_made
from waterbed.output.language.script import own_name
from waterbed.output.site.model.focus import focus
from waterbed.output.site.model.links import part
from waterbed.output.site.model.whole import Page, Site, site_template
from waterbed.output.site.pages.events import event_page
from waterbed.output.site.pages.lists import (
    context,
    events_of,
    figures_of,
    gaps,
    movements_of,
    organisation_page,
    organisations,
    paged,
    places_of,
    rows_of,
    source_page,
    sources_of,
    whole,
)
from waterbed.output.site.pages.maps import countries
from waterbed.output.site.pages.overview import overview
from waterbed.output.site.pages.parts import (
    part_of_all,
    part_of_place,
)
from waterbed.output.site.pages.places import (
    hub_page,
    place_page,
    place_player,
    summary,
)
from waterbed.output.site.pages.sheet import Sheet, frame_of
from waterbed.output.site.pages.story import story_page


def render(page: Page) -> tuple[str, bytes]:
    """Full path and content of a page of the current site; an error names the page."""
    site = Site.current
    if site is None:
        raise RuntimeError("No site to render: call Site.adopt first.")
    try:
        values = _VALUES[page.kind](Sheet(site, page))
        text = site_template(f"{values.pop('template', page.kind)}.html").render(values)
    except Exception as error:
        error.add_note(f"page {page.lang}/{page.path}")
        raise
    return f"{page.lang}/{page.path}", text.encode()


def root_pages(site: Site) -> dict[str, bytes]:
    """The way in, and the page for addresses that are not there; written last."""
    first = next(iter(site.words))
    meta = site.timeline["meta"]
    values = {
        "lang": first,
        "site": site.brand.name[first],
        "description": meta["description"][first],
        "languages": [
            {"code": lang, "name": own_name(lang), "t": words.t} for lang, words in site.words.items()
        ],
        "css": site.paths["site.css"],
        "icon": site.paths["icon.svg"],
        "policy": site.policy,
        "generator": meta["generator"],
        "base": site.base,
        "t": site.words[first].t,
    }
    return {
        "404.html": site_template("404.html").render(values).encode(),
        "index.html": site_template("root.html").render(values).encode(),
    }


def _data(sheet: Sheet) -> dict[str, Any]:
    site, words = sheet.site, sheet.words
    return sheet.values(
        words.t("nav.data"),
        words.t("data.lead"),
        [(words.t("nav.overview"), "index.html")],
        lead=words.t("data.lead"),
        tables=[
            (name, words.ui.get(f"table.{name}", words.t("nav.sources")), n)
            for name, n in site.tables.items()
        ],
        frame=frame_of(site, Page(words.lang, "embed.html", "embed", -1)) if site.base else "",
    )


def _prose(key: str) -> Callable[[Sheet], dict[str, Any]]:
    def values(sheet: Sheet) -> dict[str, Any]:
        words, lang = sheet.words, sheet.page.lang
        title = words.t(f"{key}.title")
        text = sheet.site.timeline["meta"]["description"][lang]
        crumbs = [(words.t("nav.overview"), "index.html")]
        return sheet.values(title, f"{title}. {text}", crumbs, text=text, machine_made=machine_made(lang))

    return values


def _search(sheet: Sheet) -> dict[str, Any]:
    words = sheet.words
    return sheet.values(
        words.t("search.title"),
        words.t("search.label"),
        [(words.t("nav.overview"), "index.html")],
        found=words.said["search.found"],
    )


def _embed(sheet: Sheet) -> dict[str, Any]:
    site, words, place = sheet.site, sheet.words, sheet.page.key
    if place < 0:
        part = part_of_all(site.index)
        data = focus(site.timeline, part.rows, words.lang, of_all=True)
        return sheet.values(site.title_of(sheet.page), "", player=sheet.player(data), back="index.html")
    part = part_of_place(site.index, place)
    player = place_player(sheet, part, place, summary(words, place))
    return sheet.values(words.place(place), "", player=player, back=site.links.place(place))


_VALUES: Mapping[str, Callable[[Sheet], dict[str, Any]]] = {
    "index": overview,
    "place": place_page,
    "hub": hub_page,
    "event": event_page,
    "organisation": organisation_page,
    "source": source_page,
    "embed": _embed,
    "data": _data,
    "search": _search,
    "method": _prose("method"),
    "about": _prose("about"),
    "countries": whole("countries", countries),
    "story": story_page,
    "context": whole("context", context),
    "gaps": whole("gaps", gaps),
    "organisations": paged(
        "organisations",
        lambda rows, page: part(organisations(rows), page),
        lambda site: len(site.index.table.get("organisations", ())),
    ),
    "events": paged("events", events_of, rows_of("events")),
    "movements": paged("movements", movements_of, rows_of("movements")),
    "figures": paged("figures", figures_of, rows_of("figures")),
    "sources": paged("sources", sources_of, rows_of("sources")),
    "places": paged(
        "places",
        places_of,
        lambda site: len(site.timeline["places"]["id"]) + len(site.timeline["hubs"]["id"]),
    ),
}
