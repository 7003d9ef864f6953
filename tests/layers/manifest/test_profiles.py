"""Redaction profiles in the settings: read, built in, and every fault said together."""

from pathlib import Path
from typing import Any

import pytest

from tests.layers.packages import MANIFEST, write_manifest, write_tiny
from waterbed import DataError, Dataset
from waterbed.layers.manifest.profiles import BUILT_IN, LeaveOut, Profile, profiles


def _read(folder: Path, **given: Any) -> Dataset:
    write_tiny(folder)
    return Dataset.read(write_manifest(folder, waterbed=MANIFEST["waterbed"] | {"profiles": given}))


def test_a_data_set_without_profiles_has_the_built_in_ones(tiny: Dataset) -> None:
    assert profiles(tiny.meta) == dict(BUILT_IN)
    assert not BUILT_IN["internal"].withholds


def test_a_profile_is_read_and_replaces_the_built_in_one_of_its_name(tmp_path: Path) -> None:
    public = {
        "coordinates": "country",
        "dates": "year",
        "min_group": 10,
        "leave_out": {"columns": ["*.note", "events.date_basis"], "records": ["raid"], "certainty": ["low"]},
        "words": ["Dragon Villa"],
        "marking": {"en": "TLP:CLEAR"},
    }
    found = profiles(_read(tmp_path, public=public).meta)
    assert list(found) == ["public", "partner", "internal"]
    left = found["public"].leave_out
    assert ("events", "date_basis") in left.columns and ("gaps", "note") in left.columns
    assert found["public"] == Profile(
        "public",
        "country",
        "year",
        10,
        LeaveOut(left.columns, records=frozenset({"raid"}), certainty=frozenset({"low"})),
        ("Dragon Villa",),
        {"en": "TLP:CLEAR"},
    )


def test_all_faults_of_profiles_are_said_together(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        _read(
            tmp_path,
            public={"dates": "week", "coordinats": "zone", "min_group": -1, "words": ["KK"], "marking": 7},
            partner={
                "leave_out": {"columns": ["events.quot", "events.kind"], "flag": [], "certainty": ["bad"]}
            },
            press="all",
        )
    assert [str(fault) for fault in caught.value.faults] == [
        'datapackage.json, waterbed.profiles.public.coordinats: is no known setting; did you mean "coordinates"?',
        'datapackage.json, waterbed.profiles.public.dates: "week" is not one of day, month, year.',
        'datapackage.json, waterbed.profiles.public.min_group: "-1" is not a whole number from 0; '
        "write the smallest group that is shown, like 5.",
        'datapackage.json, waterbed.profiles.public.words: "KK" is too short to be searched for; '
        "write three letters or more.",
        'datapackage.json, waterbed.profiles.public.marking: "7" is not a text; '
        "put it between double quotes.",
        'datapackage.json, waterbed.profiles.partner.leave_out.columns: "events.quot" is no column of a table; '
        'did you mean "events.quote"?',
        'datapackage.json, waterbed.profiles.partner.leave_out.columns: "events.kind" is a column that every row '
        "needs; leave out the records instead.",
        'datapackage.json, waterbed.profiles.partner.leave_out.flag: is no known setting; did you mean "flags"?',
        'datapackage.json, waterbed.profiles.partner.leave_out.certainty: "bad" is not one of high, low, medium.',
        'datapackage.json, waterbed.profiles.press: "all" is not an object; write {"dates": "month"}.',
    ]  # fmt: skip


def test_an_id_that_no_record_has_is_a_fault_since_the_secret_would_stay(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r'"hub-compond" is no record; did you mean "hub-compound"\?'):
        _read(tmp_path, public={"leave_out": {"records": ["hub-compond"]}})
    with pytest.raises(DataError, match=r'leave_out.places: "raid" is no record of countries, zones, hubs'):
        _read(tmp_path / "again", public={"leave_out": {"places": ["raid"]}})
