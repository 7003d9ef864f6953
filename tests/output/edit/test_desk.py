"""A change of one row: what it would bring about, and what is written."""

from pathlib import Path

import pytest

from tests.layers.packages import TABLES, write_tiny
from waterbed.layers.dataset import Dataset
from waterbed.layers.schema.tables import schema
from waterbed.layers.schema.vocabulary import bundled
from waterbed.output.edit.desk import Desk, Edit, row_of
from waterbed.output.edit.fields import fields_of
from waterbed.output.edit.reading import read_date
from waterbed.output.edit.references import addresses_of, choices, uses
from waterbed.output.edit.spot import spot
from waterbed.output.language.strings import edit_strings


def _seen(desk: Desk, table: str, record: str, **cells: str) -> Edit:
    number, was = row_of(desk.state().package.tables[table], record)
    assert number
    return Edit(table, cells, record, number, was)


def test_a_cell_is_written_and_nothing_else_changes(tmp_path: Path) -> None:
    desk = Desk(write_tiny(tmp_path / "set"))
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    assert desk.save(_seen(desk, "zones", "laukkai", lat="23.7")).written
    after = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    assert after.pop("zones.csv") == before.pop("zones.csv").replace(b"98.762,23.696", b"98.762,23.7")
    assert after == before
    assert Dataset.read(desk.folder)["zones"].loc["laukkai", "lat"] == 23.7


@pytest.mark.parametrize(
    ("table", "record", "cells", "said"),
    [
        ("events", "raid", {"date": "2024-13"}, "there is no month 13"),
        ("events", "raid", {"label_en": ""}, "label_en: is empty"),
        ("events", "raid", {"id": "raided"}, '"raid" is no record of events'),
        ("movements", "back", {"origin": "laukai"}, 'did you mean "laukkai"'),
        ("zones", "laukkai", {"lat": "98.8", "lon": "23.7"}, "lon and lat look swapped"),
        ("hubs", "hub-compound", {"id": "HUB-capital"}, "upper and lower case count as one"),
    ],
)
def test_what_brings_a_fault_is_not_written(
    tmp_path: Path, table: str, record: str, cells: dict[str, str], said: str
) -> None:
    desk = Desk(write_tiny(tmp_path / "set"))
    before = (desk.folder / f"{table}.csv").read_bytes()
    verdict = desk.save(_seen(desk, table, record, **cells))
    assert not verdict.written and said in " ".join(map(str, verdict.faults))
    assert (desk.folder / f"{table}.csv").read_bytes() == before


def test_a_set_with_faults_is_mended_step_by_step(tmp_path: Path) -> None:
    events = (
        TABLES["events"]
        .strip()
        .replace("2019-08-18", "18.8.2019")
        .replace("2024-04-05", "April")
        .replace(",", ";")
    )
    desk = Desk(write_tiny(tmp_path / "set", events=events.replace("L8;L9", '"L8;L9"') + "\n"))
    assert len(desk.state().faults) == 3
    verdict = desk.save(_seen(desk, "events", "ban", date="2019-08-18"))
    assert verdict.written and len(verdict.known) == 3
    assert [fault.value for fault in desk.state().faults] == ["", "April"]
    assert (
        b'ban;Ban on online gambling;;ban;cambodia;2019-08-18;;crackdown;article;wire;"L8;L9"\n'
        in (desk.folder / "events.csv").read_bytes()
    )
    assert not desk.save(_seen(desk, "events", "raid", date="May")).written


def test_another_hand_in_the_same_row_is_told_and_in_another_row_kept(tmp_path: Path) -> None:
    desk = Desk(write_tiny(tmp_path / "set"))
    edit = _seen(desk, "events", "raid", label_en="Ours")
    path = desk.folder / "events.csv"
    path.write_text(path.read_text().replace("Ban on online", "Ban of all online").replace("2019", "2020"))
    assert desk.save(edit).written
    assert "Ban of all online" in path.read_text() and "raid,Ours," in path.read_text()

    edit = _seen(desk, "events", "raid", label_en="Ours again")
    path.write_text("\n" + path.read_text().replace("police", ""))
    rival = desk.save(edit).rival
    assert rival and rival.columns == ("actor",) and rival.theirs["label_en"] == "Ours" and not rival.gone
    path.write_text(path.read_text().split("raid,Ours")[0])
    gone = desk.save(edit).rival
    assert gone and gone.gone and "Ours again" not in path.read_text()


def test_a_change_between_the_look_and_the_writing_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(write_tiny(tmp_path / "set"))
    edit, path, tried = (
        _seen(desk, "events", "raid", label_en="Ours"),
        tmp_path / "set" / "events.csv",
        desk._tried,
    )

    def meanwhile(asked: Edit) -> object:
        found = tried(asked)
        if "police" in path.read_text():
            path.write_text(path.read_text().replace("police", ""))
        return found

    monkeypatch.setattr(desk, "_tried", meanwhile)
    rival = desk.save(edit).rival
    assert rival and rival.columns == ("actor",)
    assert "Ours" not in path.read_text()


def test_a_new_table_and_a_new_column_come_with_their_first_cell(tmp_path: Path) -> None:
    desk = Desk(write_tiny(tmp_path / "set", figures=None))
    new = {"id": "fig", "label_en": "Arrests", "value": "7", "source": "wire", "unit": "people"}
    assert desk.save(Edit("figures", new)).written
    assert (
        desk.folder / "figures.csv"
    ).read_bytes() == b"id,label_en,source,value,unit\nfig,Arrests,wire,7,people\n"
    edit = _seen(desk, "figures", "fig", recorded="2024-05-01")
    assert desk.check(edit).widened == ("recorded",)
    assert desk.save(edit).written
    assert (desk.folder / "figures.csv").read_bytes() == (
        b"id,label_en,source,value,unit,recorded\nfig,Arrests,wire,7,people,2024-05-01\n"
    )


def test_a_row_that_nobody_would_read_is_not_written(tmp_path: Path) -> None:
    desk = Desk(write_tiny(tmp_path / "set"))
    for edit in (Edit("events", {}), Edit("events", {"id": " "}), Edit("phases", {})):
        verdict = desk.save(edit)
        assert not verdict.written and "id: is empty; every row needs one." in str(verdict.faults[0])
    names = desk.state().package.tables["figures"].frame.columns
    assert not desk.save(_seen(desk, "figures", "fig-arrests", **dict.fromkeys(map(str, names), ""))).written
    assert not (desk.folder / "phases.csv").exists()


@pytest.mark.parametrize("name", ["a,b", "", "lable_en", "=x", 'q"\n'])
def test_a_column_that_nobody_knows_is_not_added(tmp_path: Path, name: str) -> None:
    desk = Desk(write_tiny(tmp_path / "set"))
    before = (desk.folder / "events.csv").read_bytes()
    verdict = desk.save(_seen(desk, "events", "raid", **{name: "x"}))
    assert not verdict.written and "is no column of this table" in str(verdict.faults[0])
    assert (desk.folder / "events.csv").read_bytes() == before


def test_rows_of_one_id_are_mended_one_by_one(tmp_path: Path) -> None:
    events = TABLES["events"].strip() + "\nraid,Another raid,,raid,shan,2024-05,,,wire,,\n"
    desk = Desk(write_tiny(tmp_path / "set", events=events))
    raw = desk.state().package.tables["events"]
    assert addresses_of(raw) == ["ban", ":3", ":4"]
    number, was = row_of(raw, ":4")
    assert (number, was["label_en"]) == (4, "Another raid")
    assert desk.save(Edit("events", {"id": "raid-2"}, "raid", number, was)).written
    assert desk.state().faults == ()
    assert (desk.folder / "events.csv").read_text() == events.replace("raid,Another", "raid-2,Another")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"lon": "98.77", "lat": "23.7"}, "It lies in Myanmar."),
        ({"lon": "70", "lat": "-40"}, "It lies in no country."),
        ({"place": "hub-capital"}, "Offices in the capital"),
        ({"origin": "cambodia", "destination": "laukkai"}, "Cambodia → Laukkai"),
        ({"lon": "98.77", "lat": "x", "place": "nowhere"}, ""),
        ({"lon": "181", "lat": "1"}, ""),
        ({"lon": "179.9", "lat": "-89.9", "precision_km": "9000"}, "It lies in no country."),
    ],
)
def test_where_a_row_is_is_drawn_and_said(tiny: Dataset, typed: dict[str, str], said: str) -> None:
    shown = spot(typed, tiny, "en")
    assert (shown.said if shown else "") == said
    assert not shown or "p-presence" in shown.picture


def test_a_row_is_taken_out_where_nothing_names_it(tmp_path: Path) -> None:
    desk = Desk(write_tiny(tmp_path / "set"))
    free = _seen(desk, "figures", "fig-arrests")
    assert desk.save(Edit(free.table, {}, free.id, free.number, free.was, remove=True)).written
    assert (desk.folder / "figures.csv").read_text().count("\n") == 1
    held = _seen(desk, "events", "raid")
    assert [(use.table, use.id, use.column) for use in uses(desk.state().package, "events", "raid")] == [
        ("movements", "to-laukkai", "cause")
    ]
    assert not desk.save(Edit(held.table, {}, held.id, held.number, held.was, remove=True)).written


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    desk = Desk(write_tiny(tmp_path / "set"))
    path = desk.folder / "events.csv"
    path.rename(tmp_path / "elsewhere.csv")
    path.symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(FileExistsError, match="is a link to"):
        desk.save(_seen(desk, "events", "raid", label_en="Ours"))


def test_references_are_found_by_what_they_are_called(tmp_path: Path) -> None:
    package = Desk(write_tiny(tmp_path / "set")).state().package
    place = next(one for one in schema()["events"] if one.name == "place")
    assert [one.id for one in choices(package, place, "ÉTAT s", "fr")] == ["shan"]
    assert [one.id for one in choices(package, place, "phnom-p", "en")] == ["phnom-penh"]
    assert [one.id for one in choices(package, place, "the capital off", "en")] == ["hub-capital"]
    assert [one.id for one in choices(package, place, "paper", "en")] == []


@pytest.mark.parametrize(
    ("text", "said", "offers"),
    [
        ("2024-03", "March 2024 (1–31 March 2024)", ()),
        ("2024-03-05", "5 March 2024", ()),
        ("/2025-12", "by December 2025", ()),
        ("31/12/2024", "", ("2024-12-31",)),
        ("2023 - 2024", "", ("2023/2024",)),
        ("mid 2024", "", ("2024-06~", "2024-05~/2024-08~")),
        ("5/6/2024", "", ()),
    ],
)
def test_a_date_is_read_while_it_is_typed(text: str, said: str, offers: tuple[str, ...]) -> None:
    date = next(one for one in schema()["events"] if one.name == "date")
    read = read_date(text, date, "en")
    assert (read.said, read.offers, bool(read.problem)) == (said, offers, not said)


@pytest.mark.parametrize("lang", ["en", "fr", "es", "th"])
def test_every_column_has_a_name_in_every_language(lang: str) -> None:
    english, said = edit_strings("en"), edit_strings(lang)
    assert {part: set(texts) for part, texts in said.items()} == {
        part: set(texts) for part, texts in english.items()
    }
    for table, columns in schema().items():
        assert table in said["tables"] and {column.name for column in columns} <= set(said["columns"])
        fields = fields_of(table, [], {}, ("en",), bundled(), lang)
        assert [one.label for one in fields if one.label in ("", one.name) and one.name != "id"] == []


def test_a_column_of_ones_own_is_a_field_too() -> None:
    fields = fields_of("events", ["id", "mood"], {"mood": "grim"}, ("en",), bundled(), "en")
    assert [(one.kind, one.value) for one in fields if one.name == "mood"] == [("lines", "grim")]
    assert row_of(None, "x") == (0, {})
