"""Values of the first page of a site."""

from typing import Any

from waterbed.output.site.model.focus import focus
from waterbed.output.site.model.linkeddata import dataset_ld, json_ld
from waterbed.output.site.model.whole import OVERVIEW_SIZE, Site
from waterbed.output.site.pages import maps
from waterbed.output.site.pages.followed import cycle_values
from waterbed.output.site.pages.parts import part_of_all
from waterbed.output.site.pages.places import STILL
from waterbed.output.site.pages.sheet import Sheet

_MOST_CARDS = 12


_LATEST = 6


def overview(sheet: Sheet) -> dict[str, Any]:
    """What the template of the first page needs."""
    site, words = sheet.site, sheet.words
    meta = site.timeline["meta"]
    part = part_of_all(site.index)
    rows = sheet.citing("all")
    countries = maps.countries(rows)
    order = [e for e in site.index.event_order if not site.index.event_day(e)[0]]
    title, view = meta["title"][words.lang], meta["views"][meta["default_view"]]
    finding = {part: words.texts["finding"][part][0] for part in ("headline", "line", "detail")}
    drawn = sheet.still("overview", f"{finding['headline']}. {finding['line']}", OVERVIEW_SIZE)
    return sheet.values(
        title,
        words.texts["finding"]["line"][0],
        text=meta["description"][words.lang],
        finding=finding,
        player=sheet.player(
            focus(site.timeline, part.rows, words.lang, of_all=True),
            drawn or maps.all_map(words, site.telling_day, view, STILL),
            sheet.partly(part),
        ),
        counts=_counts(sheet),
        **cycle_values(rows, range(len(site.timeline["cycles"]["place"]))),
        latest=[rows.event(event) for event in reversed(order[-_LATEST:])],
        cards=[
            maps.country_card(rows, c["row"], site.telling_day)
            for c in [one for one in countries if one["line"]][:_MOST_CARDS]
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
