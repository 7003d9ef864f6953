"""Which pages a site has, and the paths they keep from build to build."""

from collections.abc import Iterator

from waterbed.output.site.model.links import pages_of
from waterbed.output.site.model.whole import Page, Site


def plan(site: Site) -> list[Page]:
    """Every page below the folders of the languages."""
    return [Page(lang, path, kind, key) for lang in site.words for path, kind, key in _paths(site)]


def _paths(site: Site) -> Iterator[tuple[str, str, int]]:
    timeline, links, index = site.timeline, site.links, site.index
    for name in ("index", "story", "countries", "data", "context", "gaps", "method", "about", "search"):
        yield f"{name}.html", name, 0
    lists = {
        "places": len(timeline["places"]["id"]) + len(timeline["hubs"]["id"]),
        **{name: len(timeline[name]["id"]) for name in ("events", "movements", "figures", "sources")},
        "organisations": len(index.table.get("organisations", ())),
    }
    for name, total in lists.items():
        for page in range(pages_of(total)):
            yield f"{name}{f'-{page + 1}' if page else ''}.html", name, page
    yield "embed.html", "embed", -1
    for place, level in enumerate(timeline["places"]["level"]):
        if level == "hub":
            continue
        path = links.place(place)
        yield path, "place", place
        if level == "country":
            yield f"embed/{timeline['places']['id'][place]}.html", "embed", place
    for table in ("hubs", "events"):
        for row, record in enumerate(timeline[table]["record"]):
            yield links.record(record), table.removesuffix("s"), row
    for record in index.table.get("organisations", ()):
        if links.has_page(record):
            yield links.record(record), "organisation", record
    for source in range(len(timeline["sources"]["id"])):
        if links.source_has_page(source):
            yield links.source(source), "source", source
