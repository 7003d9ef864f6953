"""Values of the pages of places: countries, zones and hubs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from waterbed.output.columns.codes import certainty_of
from waterbed.output.site.drawings.flows import Flow, draw_flows
from waterbed.output.site.model.told import sentences, told_of
from waterbed.output.site.model.words import Words
from waterbed.output.site.pages import maps
from waterbed.output.site.pages.followed import cycle_values
from waterbed.output.site.pages.lists import years_of
from waterbed.output.site.pages.parts import (
    Part,
    focused,
    last_day,
    part_of_place,
    view_of_place,
)
from waterbed.output.site.pages.rows import MOST_ROWS, Row, Rows
from waterbed.output.site.pages.series import said_span, series_row
from waterbed.output.site.pages.sheet import Sheet
from waterbed.output.text.charts import place_measures


def place_values(rows: Rows, place: int) -> dict[str, Any]:
    """All that the page of a country, zone, or hub with a point of its own says."""
    words, index = rows.words, rows.words.index
    moves = rows.timeline["movements"]
    inside = set(index.inside[place])
    events = sorted(index.within(index.events_at, place), key=index.event_day)
    flows = sorted(
        {*index.within(index.moves_from, place), *index.within(index.moves_to, place)}, key=index.move_day
    )
    crossing = [m for m in flows if not (moves["origin"][m] in inside and moves["destination"][m] in inside)]
    spans = index.within(index.spans_at, place)
    cycles = index.within(index.cycles_at, place)
    figures = index.within(index.figures_at, place)
    children = [one for one in index.children.get(place, ()) if one != place]
    return {
        "kind_line": list(_kind_line(rows, place)),
        **cycle_values(rows, cycles),
        "events": years_of(events, index.event_day, rows.event, words),
        "hubs": [rows.hub(row) for row in index.within(index.hubs_at, place)[:MOST_ROWS]],
        "movements": years_of(flows, index.move_day, rows.movement, words),
        "flows": _drawing(words, place, crossing, inside) if crossing else "",
        "numbers": [series_row(rows, name, line) for name, line in place_measures(rows.words.speaker, place)],
        "phases": [rows.span(row) for row in spans[:MOST_ROWS]],
        "inside": [rows.to_place(one) for one in sorted(children, key=words.place)],
        "figures": [rows.figure(row) for row in figures[:MOST_ROWS]],
        "gaps": [_gap(rows, record) for record in index.within(index.gaps_at, place)],
        "near": [
            {**rows.to_place(one), "km": words.t("place.km", km=_rounded(km))}
            for one, km in index.nearest(place)
        ],
        "linked": _linked(rows, crossing, inside),
        "several": len(inside) > 1,
    }


def summary(words: Words, place: int) -> list[tuple[str, list[int]]]:
    """What happened there, in sentences, each with the records that it rests on."""
    if said := list(sentences(words, told_of(words.index, place))):
        return said
    measured = place_measures(words.speaker, place)
    if measured:
        return [(f"{measure}. {said_span(words, line)}", []) for measure, line in measured]
    return [*_other_movements(words, place), *_events(words, place)] or [
        (words.t("place.nothing", place=words.place(place)), [])
    ]


def _other_movements(words: Words, place: int) -> Iterator[tuple[str, list[int]]]:
    """Where only people, money or suspects went."""
    index, kinds = words.index, words.timeline["movements"]["kind"]
    moves = {*index.within(index.moves_from, place), *index.within(index.moves_to, place)}
    counts = Counter(kinds[move] for move in sorted(moves))
    if counts:
        listed = words.listed(f"{words.word(kind)} ({words.number(n)})" for kind, n in counts.items())
        yield words.t("told.others", list=listed), []


def _events(words: Words, place: int) -> Iterator[tuple[str, list[int]]]:
    """Where neither a crackdown nor a move is on record, the first and the last of what is."""
    index = words.index
    events = sorted(index.within(index.events_at, place), key=index.event_day)
    dated = [event for event in events if not index.event_day(event)[0]]
    if dated:
        ends = [words.timeline["events"]["record"][event] for event in (dated[0], dated[-1])]
        told = [
            f"{words.apart(words.record('when', record))} ({words.apart(words.label(record))})"
            for record in ends
        ]
        key = "place.only" if len(dated) == 1 else "place.between"
        yield words.t(key, first=told[0], last=told[1]), ends


def hub_values(rows: Rows, hub: int) -> dict[str, Any]:
    """What the page of a hub says of the hub itself, above what is on record at its place."""
    timeline, words = rows.timeline, rows.words
    record = timeline["hubs"]["record"][hub]
    value = rows.hub(hub)
    name = words.facts.hub_place.get(timeline["hubs"]["id"][hub], "")
    home = words.index.record_of.get(name, -1)
    return {
        **value,
        "home": rows.to_record(home) if home >= 0 else None,
        "quote": timeline["records"]["quote"][record],
        "quote_lang": timeline["records"]["quote_lang"][record],
        "basis": words.record("basis", record),
        "phases": [
            rows.span(row)
            for row in words.index.spans_at.get(timeline["hubs"]["place"][hub], ())
            if record in timeline["spans"]["basis"][row]
        ],
    }


def _kind_line(rows: Rows, place: int) -> Iterator[str]:
    """What sort of place it is, where, how exactly its point is known, its roles."""
    words, places = rows.words, rows.timeline["places"]
    level, precision = places["level"][place], places["precision_km"][place]
    above = words.timeline.ancestors(place)
    if level != "country":
        kind = words.word(places["kind"][place] or level)
        kind = kind[:1].upper() + kind[1:]
        around = ", ".join(words.apart(words.place(one)) for one in above[:2])
        yield f"{words.t('place.within', kind=kind, place=around) if around else kind}."
        if precision:
            yield words.t("place.precision", km=precision)
    roles = words.facts.roles.get(places["id"][place], ())
    if roles:
        yield words.t("place.roles", list=words.listed(words.word(role) for role in roles))


def _drawing(words: Words, place: int, flows: list[int], inside: set[int]) -> Any:
    moves, unplaced = words.timeline["movements"], words.t("place.unplaced")
    into: list[Flow] = []
    out: list[Flow] = []
    for move in flows:
        incoming = moves["destination"][move] in inside
        end = words.place(moves["origin" if incoming else "destination"][move]) or unplaced
        dash = (
            "undated"
            if moves["mode"][move] == "undated"
            else certainty_of(moves["certainty"][move]) or "high"
        )
        (into if incoming else out).append(Flow(end, moves["kind"][move], dash))
    name = words.place(place)
    label = words.t("place.flows_label", place=name, into=len(into), out=len(out))
    more = str(words.said["n.flows"]["other"])
    return draw_flows(name, into, out, label, more)


def _linked(rows: Rows, flows: list[int], inside: set[int]) -> list[Row]:
    """The places at the other ends, most movements first."""
    moves = rows.timeline["movements"]
    found: dict[int, int] = {}
    for move in flows:
        for end in (moves["origin"][move], moves["destination"][move]):
            if end >= 0 and end not in inside:
                found[end] = found.get(end, 0) + 1
    order = sorted(found, key=lambda end: (-found[end], end))[:12]
    return [{**rows.to_place(end), "n": rows.words.t("n.movements", n=found[end])} for end in order]


def _gap(rows: Rows, record: int) -> Row:
    return {**rows.record(record), "why": rows.words.record("why", record)}


def _rounded(km: float) -> int:
    """Distances between towns are not known to the metre."""
    return max(1, round(km) if km < 20 else 5 * round(km / 5))


STILL = (832, 520)


def place_page(sheet: Sheet) -> dict[str, Any]:
    """What the template of a country's or zone's page needs."""
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
        for one in reversed(site.timeline.ancestors(place))
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
        player=place_player(sheet, sheet.numbered(part), place, []),
        oembed=oembed,
        section="countries" if country else "places",
        og_image=sheet.picture_of(place),
        **values,
    )


def place_player(
    sheet: Sheet, part: Part, place: int, said: list[tuple[str, list[int]]]
) -> dict[str, Any] | None:
    """The player on a place's page; None where nothing can be shown of it on a map."""
    site, words = sheet.site, sheet.words
    view = view_of_place(site.index, place)
    if view is None:
        return None
    day = last_day(site.index, part, place)
    record = site.timeline["places"]["record"][place]
    data = focused(site.index, part, words.lang, words.place(place), view, record, said, day)
    country = site.timeline["places"]["level"][place] == "country"
    still = maps.place_map(words, place, site.telling_day, STILL) if country else ""
    return sheet.player(data, still, sheet.partly(part))


def hub_page(sheet: Sheet) -> dict[str, Any]:
    """What the template of a hub's page needs."""
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
        for one in (*reversed(site.timeline.ancestors(place)), place)
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
        player=place_player(sheet, sheet.numbered(part), place, []),
        **values,
    )


_NOWHERE: Mapping[str, Any] = {
    **dict.fromkeys(("kind_line", "cycles", "quiet", "phases", "events", "movements", "hubs", "inside"), ()),
    **dict.fromkeys(("figures", "gaps", "near", "linked", "numbers"), ()),
    **{"flows": "", "quiet_n": 0, "several": False},
}
