"""The bundled set of piracy: its counts, its figures, and values that were worked out apart from waterbed."""

import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from waterbed import Dataset
from waterbed.layers.counting.design import Design, design
from waterbed.layers.cycle.table import cycles
from waterbed.layers.data.piracy.recount import COLUMNS, counts
from waterbed.layers.files.bundled import bundled_sets
from waterbed.layers.inference.finding import measured
from waterbed.layers.measures.displacement import wdd, wdq

FOLDER = bundled_sets()["piracy"]
LAUNCH = "evt-op-prosperity-2011"


def _rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def incidents() -> list[tuple[str, str, int]]:
    """Place, day and number of all that is counted."""
    return [(row["place"], row["period"], int(row["n"])) for row in _rows("counts")]


YEARS = {
    "nigeria-eez": "17 11 41 39 28 18 10 23 28 18 14 35 35 48 32 25",
    "benin-eez": "0 0 0 0 1 1 21 2 0 0 0 1 1 5 2 13",
    "togo-eez": "0 1 0 1 1 0 4 14 7 2 0 1 0 0 3 2",
    "ghana-eez": "3 2 1 7 3 0 3 3 1 4 2 3 1 10 4 10",
    "cote-divoire-eez": "3 1 0 3 2 4 1 5 4 3 2 1 2 1 1 3",
    "gulf-of-aden": "12 8 10 91 109 45 32 12 7 3 1 2 7 1 0 0",
    "southern-red-sea": "4 2 4 1 14 25 37 12 3 4 0 0 2 0 0 0",
    "arabian-sea": "2 3 11 1 16 60 113 38 0 5 0 0 3 0 0 0",
    "somali-basin": "30 10 27 19 79 71 47 12 6 1 0 1 3 2 1 0",
    "malacca-strait": "11 11 8 4 3 2 1 1 1 4 5 0 1 1 0 0",
}
"""Incidents of 2005 to 2020, counted from the data file before the set was made."""


def test_the_years_are_those_of_the_data_file(incidents: list[tuple[str, str, int]]) -> None:
    years: Counter[tuple[str, int]] = Counter()
    for place, day, n in incidents:
        years[place, int(day[:4])] += n
    for place, said in YEARS.items():
        assert " ".join(str(years[place, year]) for year in range(2005, 2021)) == said, place
    assert (years["malacca-strait", 2003], years["malacca-strait", 2004]) == (29, 35)
    assert sum(n for (_, year), n in years.items() if year >= 2005) == 3_767


def test_every_series_says_from_when_to_when_it_was_watched(incidents: list[tuple[str, str, int]]) -> None:
    days: dict[str, list[str]] = {}
    for place, day, _ in incidents:
        days.setdefault(place, []).append(day)
    assert len(days) == 32
    assert {(min(one), max(one)) for one in days.values()} == {("2003-01-01", "2020-12-31")}


STRAITS = ("malacca-strait", "singapore-strait")


def test_figures_of_the_data_are_sums_of_the_counts(incidents: list[tuple[str, str, int]]) -> None:
    region_of = {row["id"]: row["parent"] for row in _rows("zones")}
    figures = [row for row in _rows("figures") if row["source"] == "benden-2021"]
    assert len(figures) == 60
    for figure in figures:
        of_straits = figure["id"].startswith("fig-straits")
        counted = sum(
            n
            for place, day, n in incidents
            if day.startswith(figure["date"])
            and (place in STRAITS if of_straits else figure["place"] in (place, region_of[place]))
        )
        assert counted == int(figure["value"]), figure["id"]


def test_texts_are_in_both_languages_and_quotes_short() -> None:
    for table in (
        "events",
        "movements",
        "figures",
        "gaps",
        "scenes",
        "zones",
        "countries",
        "organisations",
        "vocabulary",
    ):
        for row in _rows(table):
            for stem in ("label", "note", "paraphrase", "statement", "why", "text"):
                said = [bool(row.get(f"{stem}_{lang}", "")) for lang in ("en", "fr")]
                assert said[0] == said[1], (table, row.get("id", row.get("word")), stem)
            assert len(row.get("quote", "").split()) <= 20, row["id"]


def test_what_is_drawn_quotes_with_a_paraphrase() -> None:
    for table in ("events", "movements", "phases"):
        assert [row["id"] for row in _rows(table) if row["quote"] and not row["paraphrase_fr"]] == []


def test_numbers_in_scenes_are_those_of_the_figures_they_cite() -> None:
    values = {row["id"]: row["value"] for row in _rows("figures")}
    for scene in _rows("scenes"):
        for lang in ("en", "fr"):
            for said, ids in re.findall(r"(.+?)\s*\[([^]]+)\]", scene[f"text_{lang}"]):
                cited = [values[one] for one in ids.split(";") if one in values]
                bare = re.sub(r"\b(?:19|20)\d\d\b|quatre|four", "", said)
                missing = [value for value in cited if not re.search(rf"\b{value}\b", _spelled_out(bare))]
                assert not missing, (scene["id"], said, missing)


def _spelled_out(text: str) -> str:
    return re.sub(r"\b(?:no incident|aucun incident)\b", "0", text)


def test_no_fault_and_no_warning() -> None:
    assert Dataset.read("piracy").warnings == ()


SEA = "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"
ZONES = (
    {"id": "west", "geometry": SEA, "locator": "fields longitude, latitude"},
    {"id": "east", "geometry": SEA.replace("1 ", "2 ").replace("0 0", "1 0"), "locator": ""},
    {"id": "waters", "geometry": "", "locator": "field eez_country = NGA"},
    {"id": "gulf", "geometry": "", "locator": ""},
)


def _attack(day: str, lon: float, vessel: str = "NA", eez: str = "") -> Mapping[str, str]:
    point = {"longitude": str(lon), "latitude": "0.5"}
    return {"date": day, "vessel_name": vessel, "eez_country": eez, **point}


def test_rebuild_counts_each_incident_once() -> None:
    attacks = [
        _attack("2011-09-14", 0.5, "MT Mattheos I"),
        _attack("2011-09-14", 0.5, "Mt. Mattheos-I"),  # the same one, written otherwise
        _attack("2011-09-14", 0.5),
        _attack("2011-09-14", 0.5),  # two ships without a name
        _attack("2011-09-15", 7.0, eez="NGA"),
        _attack("2011-09-16", 0.5, eez="NGA"),  # in a sea area: of that
        _attack("2011-09-17", 7.0, eez="IND"),  # nowhere in the set
        _attack("2002-12-31", 0.5),  # before it
    ]
    found = list(counts(attacks, ZONES[:1] + ZONES[2:]))
    assert [row for row in found if row[2]] == [
        ("west", "2011-09-14", 3),
        ("west", "2011-09-16", 1),
        ("waters", "2011-09-15", 1),
    ]
    assert [row[:2] for row in found if not row[2]] == [
        (place, day) for place in ("west", "waters") for day in ("2003-01-01", "2020-12-31")
    ]


def test_rebuild_gives_a_shared_edge_to_one_area() -> None:
    zones = ({**ZONES[0]}, {**ZONES[0], "id": "east", "geometry": "POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))"})
    assert [row for row in counts([_attack("2013-08-01", 1.0)], zones) if row[2]] == [
        ("east", "2013-08-01", 1)
    ]


CONTROL = (
    *("guinea-eez", "sierra-leone-eez", "liberia-eez", "cameroon-eez", "equatorial-guinea-eez", "gabon-eez"),
    *("congo-eez", "dr-congo-eez", "angola-eez", "senegal-eez", "sao-tome-eez"),
)
FEWER = tuple(one for one in CONTROL if one not in ("gabon-eez", "sao-tome-eez"))
FAR = ("bangladesh-eez", "brazil-eez", "colombia-eez", "peru-eez")
A, B, C = ("togo-eez",), ("togo-eez", "nigeria-eez"), ("togo-eez", "ghana-eez", "cote-divoire-eez")
LEFT = ("southern-red-sea", "arabian-sea", "somali-basin")

ORACLE = {
    # counted by, trigger, target, receiving, control, days: Rb Ra Db Da Cb Ca, WDQ, WDD, standard error
    "A, a year": ("day", LAUNCH, "benin-eez", A, CONTROL, 365, "21 3 4 11 15 16", -0.347, -12, 8.367),
    "B, a year": ("day", LAUNCH, "benin-eez", B, CONTROL, 365, "21 3 17 32 15 16", -0.715, -4, 10.198),
    "A, half a year": ("day", LAUNCH, "benin-eez", A, CONTROL, 180, "19 2 4 0 11 7", 0.252, -17, 6.557),
    "C, half a year": ("day", LAUNCH, "benin-eez", C, CONTROL, 180, "19 2 6 6 11 7", -0.216, -13, 7.141),
    "A, two years": ("day", LAUNCH, "benin-eez", A, CONTROL, 730, "22 3 4 21 33 26", -1.245, 5, 10.440),
    "A, fewer controls": ("day", LAUNCH, "benin-eez", A, FEWER, 365, "21 3 4 11 15 13", -0.496, -9, 8.185),
    "B, fewer controls": ("day", LAUNCH, "benin-eez", B, FEWER, 365, "21 3 17 32 15 13", -1.136, -1, 10.050),
    "A, 30 days earlier": (
        "day",
        "evt-2011-08-29",
        "benin-eez",
        A,
        CONTROL,
        365,
        "19 5 0 14 19 15",
        -1.4,
        4,
        8.485,
    ),
    "A, 30 days later": (
        "day",
        "evt-2011-10-28",
        "benin-eez",
        A,
        CONTROL,
        365,
        "21 3 4 11 16 16",
        -0.389,
        -11,
        8.426,
    ),
    "A, a year of months": (
        *("month", LAUNCH, "benin-eez", A, CONTROL, 365),
        *("20.8 3.2 3.6 11.4 16.2 14.967", -0.504, -8.567, 8.377),
    ),
    "A, half a year of months": (
        *("month", LAUNCH, "benin-eez", A, CONTROL, 180),
        *("18.8 2.2 3.6 0.4 11.9 5.906", 0.194, -13.806, 6.543),
    ),
    "B, half a year of months": (
        *("month", LAUNCH, "benin-eez", B, CONTROL, 180),
        *("18.8 2.2 4.6 12.013 11.9 5.906", -1.364, -3.194, 7.444),
    ),
    "A, twelve whole months": (
        *("month", "evt-2011-10-01", "benin-eez", A, CONTROL, (365, 366)),
        *("21 3 4 11 16 15", -0.434, -10, 8.367),
    ),
    "Gulf of Aden": (
        *("month", "evt-irtc-2009", "gulf-of-aden", LEFT, FAR, 365),
        *("109.931 93 22 109 23.931 34", -1.230, 60, 19.796),
    ),
    "Malacca Strait": (
        *("month", "evt-eyes-in-the-sky-2005", "malacca-strait", ("singapore-strait",), FAR, 180),
        *("7.452 2 7.484 2 16.652 15.639", 1.006, -9.923, 7.157),
    ),
}
"""Worked out with numpy from the data file, 2005 to 2020."""


@pytest.fixture(scope="module")
def by(
    tmp_path_factory: pytest.TempPathFactory, incidents: list[tuple[str, str, int]]
) -> Mapping[str, Dataset]:
    """The set of 2005 to 2020 counted by the day and by the month, with events 30 days off and on the first of a month."""
    return {
        "day": _from_2005(
            tmp_path_factory.mktemp("day"), [*incidents, *((place, "2005-01-01", 0) for place in ZONED)]
        ),
        "month": _from_2005(tmp_path_factory.mktemp("month"), _months(incidents)),
    }


ZONED = tuple(YEARS) + CONTROL + FAR + ("singapore-strait",)


def _months(incidents: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    found: Counter[tuple[str, str]] = Counter()
    for place, day, n in incidents:
        found[place, day[:7]] += n
    months = [f"{year}-{month:02}" for year in range(2005, 2021) for month in range(1, 13)]
    return [(place, month, found[place, month]) for place in ZONED for month in months]


def _from_2005(folder: Path, numbers: Iterable[tuple[str, str, int]]) -> Dataset:
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    summed: Counter[tuple[str, str]] = Counter()
    for place, period, n in numbers:
        summed[place, period] += n
    with (folder / "counts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for (place, period), n in sorted(summed.items()):
            if period >= "2005":
                writer.writerow(
                    (f"n-{place}-{period}", place, period, "incident", "count", n, "benden-2021", "medium")
                )
    text = (FOLDER / "events.csv").read_text(encoding="utf-8")
    header = text.split("\n", 1)[0].split(",")
    for day in ("2011-08-29", "2011-10-28", "2011-10-01"):
        row = {
            "id": f"evt-{day}",
            "label_en": day,
            "kind": "patrol",
            "place": "benin-eez",
            "date": day,
            "source": "benden-2021",
        }
        text += ",".join(row.get(column, "") for column in header) + "\n"
    (folder / "events.csv").write_text(text, encoding="utf-8")
    return Dataset.read(folder)


def _plan(by: Mapping[str, Dataset], key: str) -> Design:
    grain, trigger, target, receiving, control, days = ORACLE[key][:6]
    before, after = days if isinstance(days, tuple) else (days, days)
    choices: dict[str, Any] = {"target": target, "receiving": receiving, "control": control}
    return design(by[grain], trigger, before_days=before, after_days=after, alone=True, **choices)


@pytest.mark.parametrize("key", ORACLE)
def test_counts_and_measures_are_those_worked_out_apart(by: Mapping[str, Dataset], key: str) -> None:
    *_, counted, quotient, difference, se = ORACLE[key]
    plan = _plan(by, key)
    found = [plan.rb, plan.ra, plan.db, plan.da, plan.cb, plan.ca]
    assert found == pytest.approx([float(n) for n in counted.split()], abs=6e-4)
    assert wdq(*plan.counts).value == pytest.approx(quotient, abs=6e-4)
    total = wdd(*(plan.rb, plan.ra, plan.cb, plan.ca, plan.db, plan.da))
    assert total.value == pytest.approx(difference, abs=6e-4)
    assert total.se == pytest.approx(se, abs=6e-4)


PLACEBOS = {
    "A, a year": (145, 17),
    "A, half a year": (169, 0),
    "B, a year": (145, 118),
    "A, a year of months": (145, 36),
}
"""Other dates, the 28th of each month, and those at which the WDD is as large."""


@pytest.mark.parametrize("key", PLACEBOS)
def test_ranks_among_other_dates_are_those_worked_out_apart(by: Mapping[str, Dataset], key: str) -> None:
    plan = _plan(by, key)
    found = measured(by[str(ORACLE[key][0])], plan).placebo
    assert found is not None
    assert (found.dates.of, found.dates.as_large) == PLACEBOS[key]


def test_neither_ghana_nor_togo_is_a_control_and_nothing_need_be_named(by: Mapping[str, Dataset]) -> None:
    plan = design(by["day"], LAUNCH, alone=True)
    assert (plan.target, plan.receiving, plan.control, plan.unit) == ("benin-eez", A, CONTROL, "incident")
    assert (plan.rb, plan.ra, plan.db, plan.da) == (21, 3, 4, 11)


def test_what_was_announced_or_attested_is_no_crackdown() -> None:
    pressed = set(cycles(Dataset.read("piracy"))["trigger"])
    assert {"evt-op-prosperity-2011", "evt-irtc-2009", "evt-malsindo-2004"} < pressed
    assert (
        not {"evt-benin-patrols-announced-2011", "evt-prosperity-attested-2012", "evt-ouragan-2018"} & pressed
    )


def test_after_the_last_day_nothing_is_known(by: Mapping[str, Dataset]) -> None:
    assert design(by["day"], "evt-deep-blue-2021").unknown


def test_words_of_its_own_say_where_dates_come_from() -> None:
    words = Dataset.read("piracy").vocabulary
    bases = {row["date_basis"] for table in ("events", "movements") for row in _rows(table)} - {
        "date of announcement"
    }
    assert len(bases) == 22 and bases == {
        row["word"] for row in _rows("vocabulary") if row["group"] == "date_basis"
    }
    assert words.label("stated_in_the_source", "fr", group="date_basis") == "indiquée dans la source"
