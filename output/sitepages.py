"""How each page of a site is rendered from the timeline."""

from collections.abc import Callable, Mapping
from typing import Any

from waterbed.output import sitelists
from waterbed.output.focus import focus
from waterbed.output.siteassets import TEMPLATES
from waterbed.output.siteevents import event_summary, event_values
from waterbed.output.sitefocus import (
    Part,
    focused,
    last_day,
    part_of_all,
    part_of_event,
    part_of_place,
    view_of_place,
)
from waterbed.output.siteplaces import cycle_values, hub_values, place_values, summary
from waterbed.output.siterows import Rows
from waterbed.output.sitesheet import Page, Sheet, Site, environment, frame_of
from waterbed.output.structured import dataset_ld, event_ld, json_ld

_STILL = (832, 520)
_MOST_CARDS = 12
_LATEST = 6
_MOST_RECORDS = 1000


def render(page: Page) -> tuple[str, bytes]:
    """Full path and content of a page of the current site; an error names the page."""
    site = Site.current
    if site is None:
        raise RuntimeError("No site to render: call Site.adopt first.")
    try:
        values = _VALUES[page.kind](Sheet(site, page))
        text = environment().get_template(f"{values.pop('template', page.kind)}.html").render(values)
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
            {"code": lang, "name": words.locale.get_language_name(lang) or lang, "t": words.t}
            for lang, words in site.words.items()
        ],
        "css": site.paths["site.css"],
        "icon": site.paths["icon.svg"],
        "policy": site.policy,
        "generator": meta["generator"],
        "base": site.base,
        "t": site.words[first].t,
    }
    return {
        "404.html": environment().get_template("404.html").render(values).encode(),
        "index.html": environment().get_template("root.html").render(values).encode(),
    }


def _index(sheet: Sheet) -> dict[str, Any]:
    site, words = sheet.site, sheet.words
    meta = site.timeline["meta"]
    part = part_of_all(site.index)
    rows = sheet.citing("all")
    countries = sitelists.countries(rows)
    order = [e for e in site.index.event_order if not site.index.event_day(e)[0]]
    title, view = meta["title"][words.lang], meta["views"][meta["default_view"]]
    return sheet.values(
        title,
        meta["description"][words.lang],
        text=meta["description"][words.lang],
        player=sheet.player(
            focus(site.timeline, part.rows, words.lang),
            sitelists.all_map(words, site.telling_day, view, _STILL),
            sheet.partly(part),
        ),
        counts=_counts(sheet),
        **cycle_values(rows, range(len(site.timeline["cycles"]["place"]))),
        latest=[rows.event(event) for event in reversed(order[-_LATEST:])],
        cards=[
            sitelists.country_card(rows, c["row"], site.telling_day)
            for c in countries[:_MOST_CARDS]
            if c["counted"]
        ],
        n_countries=len(countries),
        ld=json_ld(dataset_ld(words, site.brand.name[words.lang], _addresses(site))),
        oembed=f"{site.base}{words.lang}/embed.oembed.json" if site.base else "",
    )


def _addresses(site: Site) -> dict[str, str]:
    if not site.base:
        return {}
    return {
        "application/json": f"{site.base}data/datapackage.json",
        "application/geo+json": f"{site.base}data/places.geojson",
    }


def _counts(sheet: Sheet) -> list[tuple[str, str, str]]:
    timeline, words = sheet.site.timeline, sheet.words
    level = timeline["places"]["level"]
    moves = timeline["movements"]
    undated = moves["mode"].count("undated")
    counts = {
        "countries": (level.count("country"), "countries.html"),
        "zones": (level.count("zone") + level.count("region"), "places.html"),
        "hubs": (len(timeline["hubs"]["id"]), "places.html"),
        "events": (len(timeline["events"]["id"]), "events.html"),
        "movements": (len(moves["id"]), "movements.html"),
        "sources": (len(timeline["sources"]["id"]), "sources.html"),
    }
    return [
        (
            words.t("count.undated", undated=undated)
            if name == "movements" and undated
            else words.t(f"count.{name}", n=n).strip(),
            words.number(n),
            path,
        )
        for name, (n, path) in counts.items()
    ]


def _place(sheet: Sheet) -> dict[str, Any]:
    site, words, place = sheet.site, sheet.words, sheet.page.key
    places = site.timeline["places"]
    part = part_of_place(site.index, place)
    rows = sheet.citing("own")
    name, record = words.place(place), places["record"][place]
    said = summary(words, place)
    cited = [(text, rows.lead(records)) for text, records in said]
    own = rows.record(record)
    values = place_values(rows, place)
    country = places["level"][place] == "country"
    section = ("nav.countries", "countries.html") if country else ("nav.places", "places.html")
    above = [
        (words.place(one), site.links.place(one))
        for one in reversed(site.index.chain[place])
        if places["level"][one] != "region"
    ]
    oembed = (
        f"{site.base}{words.lang}/embed/{places['id'][place]}.oembed.json" if site.base and country else ""
    )
    return sheet.values(
        name,
        " ".join(text for text, _ in said),
        [(words.t("nav.overview"), "index.html"), (words.t(section[0]), section[1]), *above],
        record=own,
        said=cited,
        player=_place_player(sheet, sheet.numbered(part), place, said),
        oembed=oembed,
        section="countries" if country else "places",
        og_image=sheet.picture_of(place),
        **values,
    )


def _place_player(
    sheet: Sheet, part: Part, place: int, said: list[tuple[str, list[int]]]
) -> dict[str, Any] | None:
    site, words = sheet.site, sheet.words
    view = view_of_place(site.index, place)
    if view is None:
        return None
    day = last_day(site.index, part, place)
    record = site.timeline["places"]["record"][place]
    data = focused(site.index, part, words.lang, words.place(place), view, record, said, day)
    country = site.timeline["places"]["level"][place] == "country"
    still = sitelists.place_map(words, place, site.telling_day, _STILL) if country else ""
    return sheet.player(data, still, sheet.partly(part))


def _hub(sheet: Sheet) -> dict[str, Any]:
    site, words, hub = sheet.site, sheet.words, sheet.page.key
    hubs, places = site.timeline["hubs"], site.timeline["places"]
    place, record = hubs["place"][hub], hubs["record"][hub]
    name = words.label(record)
    crumbs = [(words.t("nav.overview"), "index.html"), (words.t("nav.places"), "places.html")]
    if place < 0:
        rows = sheet.citing("own")
        own = hub_values(rows, hub)
        return sheet.values(name, name, crumbs, record=rows.record(record), hub=own, said=[], **_NOWHERE)
    part = part_of_place(site.index, place)
    rows = sheet.citing("own")
    said = summary(words, place)
    own = hub_values(rows, hub)
    cited = [(text, rows.lead(records)) for text, records in said]
    values = place_values(rows, place)
    values["hubs"] = [one for one in values["hubs"] if one["id"] != own["id"]]
    around = [
        one
        for one in (*reversed(site.index.chain[place]), place)
        if places["level"][one] not in ("region", "hub") and words.place(one) != name
    ]
    return sheet.values(
        name,
        " ".join([name, *(text for text, _ in said)]),
        [*crumbs, *((words.place(one), site.links.place(one)) for one in around)],
        record=rows.record(record),
        hub=own,
        said=cited,
        og_image=sheet.picture_of(place),
        player=_place_player(sheet, sheet.numbered(part), place, said),
        **values,
    )


_NOWHERE: Mapping[str, Any] = {
    **dict.fromkeys(("kind_line", "cycles", "quiet", "phases", "events", "movements", "hubs", "inside"), ()),
    **dict.fromkeys(("figures", "gaps", "near", "linked"), ()),
    **{"flows": "", "quiet_n": 0, "events_more": 0, "movements_more": 0, "several": False},
}


def _event(sheet: Sheet) -> dict[str, Any]:
    site, words, event = sheet.site, sheet.words, sheet.page.key
    events = site.timeline["events"]
    place, record = events["place"][event], events["record"][event]
    part = part_of_event(site.index, event)
    rows = sheet.citing("own")
    said = event_summary(rows, event)
    values = event_values(rows, event)
    name = words.label(record)
    view = view_of_place(site.index, place) if place >= 0 else None
    player = None
    if view is not None:
        undated, day, _ = site.index.event_day(event)
        last = events["end_max"][event] or day
        data = focused(
            site.index,
            sheet.numbered(part),
            words.lang,
            name,
            view,
            record,
            said,
            None if undated else max(day, min(last, day + 12)),
        )
        player = sheet.player(data)
    return sheet.values(
        name,
        " ".join(text for text, _ in said),
        [(words.t("nav.overview"), "index.html"), (words.t("nav.events"), "events.html")],
        player=player,
        ld=json_ld(event_ld(words, event)),
        og_image=sheet.picture_of(place),
        **values,
    )


def _organisation(sheet: Sheet) -> dict[str, Any]:
    site, words, record = sheet.site, sheet.words, sheet.page.key
    named = site.index.records_of.get(record, [])
    rows = sheet.citing("own")
    own, found = rows.record(record), [rows.record(one) for one in named]
    name = words.label(record)
    kind = words.word(words.facts.kind.get(site.timeline["records"]["id"][record], ""))
    return sheet.values(
        name,
        f"{name}. {kind}",
        [(words.t("nav.overview"), "index.html"), (words.t("nav.organisations"), "organisations.html")],
        record=own,
        what=kind,
        records=found,
    )


def _source(sheet: Sheet) -> dict[str, Any]:
    site, words, source = sheet.site, sheet.words, sheet.page.key
    rows = sheet.rows
    row = rows.source(source, source + 1)
    records = site.index.records_from.get(source, [])
    title = row["title"] or row["publisher"] or row["id"]
    return sheet.values(
        title,
        ", ".join(part for part in (title, row["publisher"], row["when"]) if part),
        [(words.t("nav.overview"), "index.html"), (words.t("nav.sources"), "sources.html")],
        source=row,
        records=[rows.record(one) for one in records[:_MOST_RECORDS]],
        more=max(0, len(records) - _MOST_RECORDS),
    )


def _list(
    key: str, make: Callable[[Rows, int], Any], total: Callable[[Site], int]
) -> Callable[[Sheet], dict[str, Any]]:
    """A page of a list that may have several."""

    def values(sheet: Sheet) -> dict[str, Any]:
        words, page = sheet.words, sheet.page.key
        pages = sitelists.pages_of(total(sheet.site))
        name = words.t(f"nav.{key}")
        title = name if pages == 1 else f"{name}, {words.t('page.n', at=page + 1, of=pages)}"
        lead = words.t(f"{key}.lead")
        return sheet.values(
            title,
            lead,
            [(words.t("nav.overview"), "index.html")],
            lead=lead,
            items=make(sheet.rows, page),
            pages=[(n + 1, f"{key}{f'-{n + 1}' if n else ''}.html", n == page) for n in range(pages)],
        )

    return values


def _events_of(rows: Rows, page: int) -> Any:
    return sitelists.events_by_year(rows, sitelists.part(rows.words.index.event_order, page))


def _movements_of(rows: Rows, page: int) -> Any:
    return [rows.movement(move) for move in sitelists.part(rows.words.index.move_order, page)]


def _figures_of(rows: Rows, page: int) -> Any:
    return sitelists.figures(rows, sitelists.part(range(len(rows.timeline["figures"]["id"])), page))


def _sources_of(rows: Rows, page: int) -> Any:
    return sitelists.sources(rows, sitelists.part(range(len(rows.timeline["sources"]["id"])), page))


def _places_of(rows: Rows, page: int) -> Any:
    return sitelists.by_letter(sitelists.part(sitelists.places_a_to_z(rows), page))


def _rows_of(table: str) -> Callable[[Site], int]:
    return lambda site: len(site.timeline[table]["id"])


def _plain(key: str, make: Callable[[Rows], Any]) -> Callable[[Sheet], dict[str, Any]]:
    """A page of its own that lists everything of one sort; its sources have the numbers of the list of sources."""

    def values(sheet: Sheet) -> dict[str, Any]:
        words = sheet.words
        rows = sheet.citing("all")
        lead = words.t(f"{key}.lead")
        found = make(rows)
        return sheet.values(
            words.t(f"nav.{key}"),
            lead,
            [(words.t("nav.overview"), "index.html")],
            lead=lead,
            items=found,
        )

    return values


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
        said = lang if (TEMPLATES / f"{key}-{lang}.html").exists() else "en"
        title = words.t(f"{key}.title")
        meta = sheet.site.timeline["meta"]
        text = meta["description"][lang]
        return sheet.values(
            title, f"{title}. {text}", [(words.t("nav.overview"), "index.html")],
            template="prose", prose=f"{key}-{said}.html", prose_lang=said, text=text,
        )  # fmt: skip

    return values


def _search(sheet: Sheet) -> dict[str, Any]:
    words = sheet.words
    return sheet.values(
        words.t("search.title"), words.t("search.label"), [(words.t("nav.overview"), "index.html")]
    )


def _embed(sheet: Sheet) -> dict[str, Any]:
    site, words, place = sheet.site, sheet.words, sheet.page.key
    if place < 0:
        part = part_of_all(site.index)
        data = focus(site.timeline, part.rows, words.lang)
        return sheet.values(site.title_of(sheet.page), "", player=sheet.player(data), back="index.html")
    part = part_of_place(site.index, place)
    player = _place_player(sheet, part, place, summary(words, place))
    return sheet.values(words.place(place), "", player=player, back=site.links.place(place))


_VALUES: Mapping[str, Callable[[Sheet], dict[str, Any]]] = {
    "index": _index,
    "place": _place,
    "hub": _hub,
    "event": _event,
    "organisation": _organisation,
    "source": _source,
    "embed": _embed,
    "data": _data,
    "search": _search,
    "method": _prose("method"),
    "about": _prose("about"),
    "countries": _plain("countries", sitelists.countries),
    "story": _plain("story", sitelists.story_scenes),
    "context": _plain("context", sitelists.context),
    "gaps": _plain("gaps", sitelists.gaps),
    "organisations": _list(
        "organisations",
        lambda rows, page: sitelists.part(sitelists.organisations(rows), page),
        lambda site: len(site.index.table.get("organisations", ())),
    ),
    "events": _list("events", _events_of, _rows_of("events")),
    "movements": _list("movements", _movements_of, _rows_of("movements")),
    "figures": _list("figures", _figures_of, _rows_of("figures")),
    "sources": _list("sources", _sources_of, _rows_of("sources")),
    "places": _list(
        "places",
        _places_of,
        lambda site: len(site.timeline["places"]["id"]) + len(site.timeline["hubs"]["id"]),
    ),
}
