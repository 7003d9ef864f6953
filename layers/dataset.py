"""A data set: one frame per table, read and checked once, with the look-ups that others need."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from waterbed.geo.outlines import outline_of
from waterbed.layers.checks.doubts import doubts
from waterbed.layers.checks.rules import check
from waterbed.layers.checks.views import view_doubts
from waterbed.layers.checks.words import rows_of
from waterbed.layers.containers.gis import layers_of, shapes_of
from waterbed.layers.containers.kinds import container, is_container, write_container
from waterbed.layers.dates.bounds import bounds_frame
from waterbed.layers.dates.days import date_text
from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import CellError, DataError, Fault, kept
from waterbed.layers.files.bundled import DEFAULT, bundled_or, bundled_sets
from waterbed.layers.files.contents import Contents, Held, contents_of
from waterbed.layers.files.folder import read_package, write_package
from waterbed.layers.files.raw import Package
from waterbed.layers.foreign.tables import is_source
from waterbed.layers.intake.frames import frames_of, package_of_frames
from waterbed.layers.intake.reading import read_files, settled
from waterbed.layers.intake.records import Choices
from waterbed.layers.known import has_withdrawn, known_by
from waterbed.layers.locale.faults import spoken, teach_whole
from waterbed.layers.locale.file import Content
from waterbed.layers.manifest.logo import Logo
from waterbed.layers.manifest.settings import doubtful_settings, read_settings
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.places import Hierarchy, place_frame, points_of, view_of
from waterbed.layers.schema.tables import TABLES, has_source, schema
from waterbed.layers.schema.vocabulary import Vocabulary, bundled


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Sourced records of places, events and movements. Read-only by convention.

    Made by `Dataset.read`, or from a `Package` of any container by `Dataset.of`.
    """

    name: str
    """What the data set is called where it was read from."""
    meta: Mapping[str, Any]
    """Content of ``datapackage.json``."""
    tables: Mapping[str, pd.DataFrame]
    """Every table of the schema, possibly empty; indexed by ``id``, in the order of the file."""
    as_of: int
    """Day number up to which the records were checked."""
    languages: tuple[str, ...]
    """Languages of the texts, default first."""
    lead_source: str
    """Id of the source that the data set is built on, "" when there is none."""
    vocabulary: Vocabulary = field(default_factory=bundled)
    """Words that the records use, those of the data set's own with them."""
    warnings: tuple[Fault, ...] = ()
    """What cannot be right, though it can be read."""
    shown: tuple[str, ...] = ("en",)
    """Languages that maps, pages and slides are made in: those of the texts that have all words of the interface, else
    English, with the texts as they are."""
    locales: Mapping[str, Content] = field(default_factory=dict)
    """Languages of its own, ``locale/xx.json`` by code, as they stand in the files."""
    logo: Logo | None = None
    """The picture of its mark."""
    _whole: "Dataset | None" = None
    """All that is recorded, where some of it was withdrawn."""
    _dates: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, init=False)
    _labels: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict, init=False)

    @classmethod
    def read(cls, path: str | Path | None = None) -> "Dataset":
        """Read a data package, or a table of any known shape.

        Parameters
        ----------
        path
            The folder of a package, or the ``datapackage.json`` in it; a file or database that `write` made; a table in a
            file of any format that `waterbed.layers.foreign.tables` knows, or the address of a database; the name of a
            bundled set ("piracy"), the one of scam centres when left out.

        Raises
        ------
        DataError
            With every fault of the data, if there is one.
        """
        if path is not None and (held := container(path)):
            return cls.of(held.package())
        if path is not None and is_source(path):
            return cls.of(settled(read_files([path])))
        folder = bundled_sets()[DEFAULT] if path is None else bundled_or(path)
        return cls.of(read_package(folder.parent if folder.name == MANIFEST else folder))

    @classmethod
    def from_frames(
        cls,
        *,
        zones: pd.DataFrame | None = None,
        hubs: pd.DataFrame | None = None,
        movements: pd.DataFrame | None = None,
        events: pd.DataFrame | None = None,
        counts: pd.DataFrame | None = None,
        source: str = "My records",
        columns: Mapping[str, str] | None = None,
        title: str = "My records",
        lang: str = "en",
        as_of: str = "",
        day_first: bool | None = None,
        decimal: Literal["", ",", "."] = "",
        crs: str = "",
        accept: float | None = None,
    ) -> "Dataset":
        """Make a data set of frames in memory.

        Places may be GeoDataFrames of any CRS; dates Timestamps, texts or numbers; columns are found by their names, or
        named in ``columns`` by what they say (``{"from": "Origin"}``). Places of movements, events and counts are found by
        name among the zones and hubs, and where they score ``accept`` of 100 among the world's towns (extra ``places``).

        Raises
        ------
        DataError
            If a frame lacks a column, or holds what cannot be read; it names frame and row.

        Examples
        --------
        >>> import pandas as pd
        >>> moves = pd.DataFrame({"from": ["Bavet"], "to": ["Myawaddy"], "date": [pd.Timestamp("2024-04-05")]})
        >>> Dataset.from_frames(movements=moves, source="My notebook")["movements"]["period"].tolist()
        ['2024-04-05']
        """
        frames = {"zones": zones, "hubs": hubs, "movements": movements, "events": events, "counts": counts}
        order: Literal["", "day", "month"] = "" if day_first is None else "day" if day_first else "month"
        choices = Choices(lang=lang, source=source, order=order, decimal=decimal, crs=crs)
        return cls.of(
            package_of_frames(frames, choices, columns=columns, title=title, as_of=as_of, accept=accept)
        )

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """Tables that hold anything, by name; ``countries``, ``zones`` and ``hubs`` as GeoDataFrames in EPSG:4326."""
        return frames_of(self.tables, self.places.geometry)

    @classmethod
    def of(cls, package: Package) -> "Dataset":
        """Check the tables of a package, in whatever container they came.

        Records that were withdrawn (column ``withdrawn``) are left out of the tables, and are written again by `write`.

        Raises
        ------
        DataError
            With every fault of the data, if there is one.
        """
        whole = cls._of(package)
        if not has_withdrawn(whole.tables):
            return whole
        contents = whole.contents()
        tables = known_by(contents.tables, whole.as_of, whole.languages, published_only=False)
        return replace(whole._with(replace(contents, tables=tables)), warnings=whole.warnings, _whole=whole)

    def known_on(self, day: str) -> "Dataset":
        """The data set as it could have been made on a past day: what had been published by then, and not withdrawn.

        A record is known from the last day that its column ``recorded`` allows, else from the date of the first of its
        sources; an undated one is not known. Countries and zones stay where a record needs them; a scene is known once all
        is that it tells of.

        Parameters
        ----------
        day
            EDTF day, up to ``as_of``.

        Raises
        ------
        DataError
            If it is no such day, or nothing had been published by then.
        """
        whole = self._whole or self
        try:
            bounds = parse(day)
            one_day = bounds.start_min == bounds.end_max and bounds.precision == "day"
            number = bounds.start_min if one_day else None
        except CellError:
            number = None
        if number is None or number > self.as_of:
            mend = f"write one up to {date_text(self.as_of)}, in this form"
            raise DataError((Fault(self.name, "is no day that can be looked back to", mend, value=day),))
        contents = whole.contents()
        tables = known_by(contents.tables, number, self.languages)
        if not any(
            len(tables[name]) for name in ("events", "movements", "phases", "counts") if name in tables
        ):
            problem = f"has nothing that had been published by {day}"
            raise DataError((Fault(self.name, problem, "take a later day"),))
        ours = {name: value for name, value in contents.meta.get("waterbed", {}).items() if name != "as_of"}
        meta = {**contents.meta, "as_of": day, "waterbed": ours}
        known = whole._with(replace(contents, meta=meta, tables=tables))
        return replace(known, warnings=())  # the whole was checked

    def _with(self, contents: Contents) -> "Dataset":
        """The same data set with fewer records."""
        tables, ours = contents.tables, dict(contents.meta.get("waterbed", {}))
        if ours.get("lead_source") and ours["lead_source"] not in set(tables["sources"]["id"]):
            ours |= {"lead_source": "", "article_day": ""}
        if "controls" in ours:
            there = {
                row for name in ("countries", "zones", "hubs") if name in tables for row in tables[name]["id"]
            }
            ours["controls"] = {
                place: [one for one in places if one in there]
                for place, places in ours["controls"].items()
                if place in there
            }
        rows = {name: [list(frame.columns), *frame.to_numpy().tolist()] for name, frame in tables.items()}
        files = replace(contents, meta={**contents.meta, "waterbed": ours}).files
        return self._of(replace(Held(self.name, rows, files).package(), logo=self.logo))

    @classmethod
    def _of(cls, package: Package) -> "Dataset":
        if not isinstance(package, Package):
            said = "frames are made into a data set by Dataset.from_frames(hubs=…, movements=…)"
            raise TypeError(f"A package is needed, not a {type(package).__name__}; {said}.")
        settings, faults = read_settings(package.meta, package.label_languages)
        findings = check(package, settings)
        sheets = {name: sheet.sound() for name, sheet in findings.sheets.items()}
        dates = {
            (name, column.name): bounds_frame(sheet.frame[column.name])
            for name, sheet in sheets.items()
            for column in sheet.of_type("edtf", "edtfs")
        }
        doubtful = kept(doubts(sheets, dates, settings.as_of, settings.languages[0]))
        shown, left_out = spoken(settings.languages, package.locales, package.name)
        warnings = (*doubtful_settings(package.meta), *findings.warnings, *doubtful, *kept(left_out))
        if faults or findings.errors or settings.as_of is None:
            raise DataError((*kept(faults), *findings.errors), warnings)
        named = package.meta.get("waterbed", {}).get("views", {})
        warnings += kept(view_doubts(sheets, named, findings.vocabulary.words("role", drawn="1")))
        dataset = cls(
            package.name,
            MappingProxyType(dict(package.meta)),
            MappingProxyType({name: sheet.frame for name, sheet in findings.sheets.items()}),
            settings.as_of,
            settings.languages,
            settings.lead_source,
            findings.vocabulary,
            warnings,
            shown,
            package.locales,
            package.logo,
        )
        dataset.speak()
        dataset._dates.update(dates)
        return dataset

    def write(self, path: str | Path) -> None:
        """Write the data set; reading it again gives the same tables.

        Parameters
        ----------
        path
            A folder for a data package: a new or empty one, or a data package, whose tables are replaced. Or a file: a
            workbook (``.xlsx``), a GeoPackage (``.gpkg``) or GeoJSON (``.geojson``), a folder of GeoParquet (``.parquet``),
            each new or as waterbed wrote it. Or a schema of a database with PostGIS
            (``postgresql://user@host/database?schema=name``).

        Raises
        ------
        FileExistsError
            If the place holds something else, or a file that somebody has worked on since it was written.
        DataError
            If a package that the format needs is not installed, or the database refuses.
        """
        if is_container(path):
            whole = self._whole or self
            shapes = shapes_of(whole.tables, dict(whole.places.geometry.items()), whole.stands_at)
            contents = self.contents()
            write_container(path, contents, layers_of(contents, shapes))
            return
        write_package(Path(path), self.contents())

    def contents(self) -> Contents:
        """All of it as text, as it is written; what was withdrawn with it."""
        if self._whole:
            return self._whole.contents()
        return contents_of(self.meta, self.tables, self.languages, rows_of(self.vocabulary), self.locales)

    def speak(self) -> None:
        """From now on what is made in this process says what the languages of this data set say, and no other's do."""
        teach_whole(self.locales)

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return a table."""
        if table not in self.tables:
            raise KeyError(f"There is no table {table!r}; the tables are {', '.join(TABLES)}.")
        return self.tables[table]

    def __repr__(self) -> str:
        """Say what is in it."""
        filled = {name: len(frame) for name, frame in self.tables.items() if len(frame)}
        return f"Dataset({self.name!r}: {', '.join(f'{rows} {name}' for name, rows in filled.items())})"

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """Our own settings: the key ``waterbed`` of ``datapackage.json``, with a value for each that it leaves out.

        Without ``views`` there is one, ``all``, around every place that something is recorded of; without ``default_view``
        it is the first.
        """
        given = dict(self.meta.get("waterbed", {}))
        views = given.get("views") or {"all": self._view_of_all()}
        defaults = {"lead_source": "", "article_day": "", "profiles": {}, "homepage": ""}
        derived = {"languages": list(self.languages), "views": views}
        named = {"default_view": given.get("default_view") or next(iter(views))}
        return MappingProxyType(defaults | given | derived | named)

    def _view_of_all(self) -> list[float]:
        hubs, events, moves, counts = (
            self.tables[name] for name in ("hubs", "events", "movements", "counts")
        )
        named = {*hubs.index, *events["place"], *moves["origin"], *moves["destination"], *counts["place"]}
        drawn = self.places.index.isin({self.stands_at(place) for place in named})
        outlines = [
            outline_of(text)
            for name in ("countries", "zones")
            for text in self.tables[name]["geometry"]
            if text
        ]
        points = [point for point in points_of(events) if point is not None]
        anything = drawn.any() or outlines or points
        return view_of(self.places[drawn] if anything else self.places, [*outlines, *points])

    def bounds(self, table: str, column: str) -> pd.DataFrame:
        """Return the bounds of a column of dates.

        Returns
        -------
        DataFrame
            The index of the table. Day numbers ``start_min, start_max, end_min, end_max`` (float, NaN
            unknown); ``start_margin, end_margin`` (days of doubt each way about approximate dates);
            ``approximate``, ``uncertain`` (bool); ``precision`` (day, month, year, "" when undated);
            ``mode`` (bounded, lower, upper, undated). A column of several dates (``attested``) gives a row a date, with
            the date in ``text``.
        """
        kinds = {one.name: one.type for one in schema()[table]}
        if kinds.get(column) not in ("edtf", "edtfs"):
            dates = [name for name, kind in kinds.items() if kind in ("edtf", "edtfs")]
            raise KeyError(f"{table} has no dates {column!r}; it has {', '.join(dates) or 'none'}.")
        if (table, column) not in self._dates:
            self._dates[table, column] = bounds_frame(self[table][column])
        return self._dates[table, column].drop(columns=["at"] if kinds[column] == "edtfs" else ["at", "text"])

    @cached_property
    def places(self) -> gpd.GeoDataFrame:
        """Every country and zone, and the hubs with coordinates of their own (EPSG:4326).

        Columns ``table``, ``level`` (country, zone, hub; region for a zone that only says a direction), ``kind``,
        ``parent`` and ``country`` (ids or ""), ``iso2``, ``iso_3166_2``, ``precision_km``, ``geometry`` (Point, or None
        where there is none).
        """
        return place_frame(self.tables, self._hierarchy, self.vocabulary.words("role", drawn="1"))

    def country_of(self, place_id: str) -> str:
        """Return the country of a place by its fields: a country's is itself, a region's is ""."""
        return self._hierarchy.country.get(place_id, "")

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """Return the places a place lies in by its fields, nearest first.

        The zones around it, then its country, then the regions that are named as parents.
        """
        return self._hierarchy.ancestors(place_id)

    def stands_at(self, place_id: str) -> str:
        """Return the place at which a place is drawn and takes its phases.

        Itself, but for a hub without coordinates of its own: that stands at the zone or country it names.
        """
        return self._stands_at.get(place_id, place_id)

    def table_of(self, record_id: str) -> str:
        """Return the table of a record, "" for an unknown id."""
        return self._tables_by_id.get(record_id, "")

    def label(self, record_id: str, lang: str) -> str:
        """Return the name of a record in a language, else in the default language, else what it has."""
        table = self.table_of(record_id)
        if not table:
            raise KeyError(f"There is no record {record_id!r} in {self.name}.")
        return self._labels_of(table, lang)[record_id]

    def _labels_of(self, table: str, lang: str) -> Mapping[str, str]:
        if (table, lang) not in self._labels:
            frame = self.tables[table]
            names = (
                column
                for text in ("label", "title", "statement", "topic", "text")
                for column in (f"{text}_{lang}", *(f"{text}_{other}" for other in self.languages), text)
            )
            columns = [frame[name].tolist() for name in names if name in frame]
            rows = zip(frame.index.tolist(), *columns, strict=True)
            self._labels[table, lang] = {
                record: str(next(filter(None, said), record)) for record, *said in rows
            }
        return self._labels[table, lang]

    @cached_property
    def standing(self) -> "pd.Series[str]":
        """The standing of the evidence of every record that has a source.

        Indexed by record id: "article" (the lead source alone), "article_and_others" (the lead source and
        others), "others" (without the lead source); "" in a data set that has no lead source.
        """
        ids: list[str] = []
        named: list[tuple[str, tuple[str, ...]]] = []
        for rows in (self.tables[name] for name in TABLES if has_source(name)):
            ids += rows.index.tolist()
            named += zip(rows["source"].tolist(), rows["corroboration"].tolist(), strict=True)
        known = {pair: _standing(self.lead_source, {pair[0], *pair[1]}) for pair in set(named)}
        words = [known[pair] for pair in named]
        return pd.Series(words, index=pd.Index(ids, name="id"), name="standing", dtype="str")

    @cached_property
    def _stands_at(self) -> dict[str, str]:
        hubs = self.tables["hubs"]
        pointless = hubs[hubs["lon"].isna() | hubs["lat"].isna()]
        return dict(zip(pointless.index, pointless["place"], strict=True))

    @cached_property
    def _tables_by_id(self) -> dict[str, str]:
        return {record: name for name, frame in self.tables.items() for record in frame.index.tolist()}

    @cached_property
    def _hierarchy(self) -> Hierarchy:
        return Hierarchy.of(self.tables)


def _standing(lead: str, named: set[str]) -> str:
    if not lead:
        return ""
    if lead not in named:
        return "others"
    return "article" if named == {lead} else "article_and_others"
