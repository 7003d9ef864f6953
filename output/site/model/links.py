"""Which page of a site a record has, and how long lists are cut into pages."""

from collections.abc import Sequence
from typing import Any

from waterbed.output.site.model.index import SiteIndex

PER_PAGE = 400
"""Rows of a list on one page; a longer list is parted."""


class Links:
    """Where the page of a record is, below the folder of a language; "" for a record that has none."""

    def __init__(self, index: SiteIndex) -> None:
        timeline = index.timeline
        self.timeline, self.index = timeline, index
        self._paged = {
            name: len(index.table.get(name, [])) > PER_PAGE
            for name in ("organisations", "movements", "figures")
        }
        self._sources_paged = len(timeline["sources"]["id"]) > PER_PAGE

    def record(self, row: int) -> str:
        """Path, with a fragment where the record stands in a list."""
        if row < 0:
            return ""
        table, name = (self.timeline["records"][column][row] for column in ("table", "id"))
        if table in ("countries", "zones", "hubs", "events"):
            return f"{table}/{name}.html"
        if table == "organisations" and self.has_page(row):
            return f"organisations/{name}.html"
        if table == "scenes":
            return f"story.html#{name}"
        if table in ("gaps", "context") or (table in self._paged and not self._paged[table]):
            return f"{table}.html#{name}"
        return ""

    def place(self, place: int) -> str:
        """Path of a place's page."""
        return self.record(self.timeline["places"]["record"][place]) if place >= 0 else ""

    def has_page(self, organisation: int) -> bool:
        """Whether an organisation has a page of its own: from two records on, or where the list has several pages."""
        return self._paged["organisations"] or len(self.index.records_of.get(organisation, ())) > 1

    def source_has_page(self, source: int) -> bool:
        """The same for a source."""
        return self._sources_paged or len(self.index.records_from.get(source, ())) > 1

    def source(self, source: int) -> str:
        """Path of a source's page, or its place in the list."""
        name = self.timeline["sources"]["id"][source]
        return f"sources/{name}.html" if self.source_has_page(source) else f"sources.html#{name}"


def pages_of(total: int) -> int:
    """How many pages a list of so many rows has."""
    return max(1, -(-total // PER_PAGE))


def part(items: Sequence[Any], page: int) -> Sequence[Any]:
    """What of a list stands on a page, counted from 0."""
    return items[page * PER_PAGE : (page + 1) * PER_PAGE]
