"""Places by name: proposed with a score, taken only when a person says so, and kept once confirmed."""

from pathlib import Path

import pandas as pd
import pytest

from waterbed import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.intake.byname.candidates import provinces_called, towns_called
from waterbed.layers.intake.byname.confirm import read_answers
from waterbed.layers.intake.reading import Reading, read_files
from waterbed.layers.intake.records import Choices

MOVES = (
    "from,from country,to,to country,date\n"
    "Myawaddy,Myanmar,Sihanoukvile,Cambodia,2024\n"
    "KK Park,Myanmar,Porac,Philippines,2024\n"
)


@pytest.fixture
def moves(tmp_path: Path) -> Path:
    return _file(tmp_path / "moves.csv", MOVES)


def _file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _best(reading: Reading) -> dict[str, tuple[str, str, float]]:
    return {
        one.place.label: (one.candidate.name, one.candidate.kind, one.score)
        for one in reversed(reading.points.proposed)
    }


def _zones(reading: Reading) -> pd.DataFrame:
    return Dataset.of(reading.package)["zones"].set_index("label_en")


def test_names_are_looked_for_in_their_country_and_nothing_is_filled_in(moves: Path) -> None:
    reading = read_files([moves])
    best = _best(reading)
    assert best["Myawaddy"] == ("Myawaddy", "town", 100)
    assert best["Sihanoukvile"][0] == "Sihanoukville" and 90 < best["Sihanoukvile"][2] < 97
    assert "KK Park" not in best and len(reading.unplaced) == 4
    assert _zones(reading)["lat"].isna().all()


def test_what_scores_enough_is_taken_and_credited(moves: Path) -> None:
    zones = _zones(read_files([moves], accept=95))
    assert zones["lat"].round(1)["Myawaddy"] == 16.7
    assert zones["point_source"]["Myawaddy"].startswith(
        "GeoNames (geonames.org), CC BY 4.0: Myawaddy (geonames:"
    )
    assert pd.isna(zones["lat"]["KK Park"])


@pytest.mark.parametrize(
    ("accept", "placed"), [(95, {"Bogotá", "Cali"}), (75, {"Bogotá", "Cali", "Cartagena"})]
)
def test_a_name_of_several_towns_scores_by_who_lives_there(
    tmp_path: Path, accept: float, placed: set[str]
) -> None:
    file = _file(tmp_path / "moves.csv", "from,to,date\nBogotá,Cali,2024\nCartagena,Springfield,2024\n")
    zones = _zones(read_files([file], accept=accept))
    assert {*zones.index[zones["lat"].notna()]} == placed
    assert set(zones["country"][zones["lat"].notna()]) == {"colombia"}


def test_a_country_named_for_all_narrows_the_search(tmp_path: Path) -> None:
    file = _file(tmp_path / "moves.csv", "from,to,date\nCartagena,Córdoba,2024\n")
    zones = _zones(read_files([file], accept=95, choices=Choices(countries=("ES",))))
    assert zones["lat"].round(1).to_dict() == {"Cartagena": 37.6, "Córdoba": 37.9}
    assert set(zones["country"]) == {"spain"}


def test_a_province_beside_a_town_tells_which_town_is_meant(tmp_path: Path) -> None:
    file = _file(
        tmp_path / "raids.csv",
        "town,province,country,date,kind\nSanta Cruz,Laguna,Philippines,2020,raid\n"
        "San Fernando,La Union,Philippines,2020,raid\nSan Fernando,Pampanga,Philippines,2021,raid\n",
    )
    best = {place: (round(lat), score) for place, (lat, score) in _north(read_files([file])).items()}
    # The larger towns of these names lie elsewhere; one name in two provinces is that of two towns.
    assert {place: lat for place, (lat, _) in best.items()} == {
        "Santa Cruz": 14,
        "San Fernando, La Union": 17,
        "San Fernando, Pampanga": 15,
    }
    moves = "from,from province,to,to province,date\nSanta Cruz,Laguna,San Fernando,La Union,2020\n"
    moved = _north(read_files([_file(tmp_path / "moves.csv", moves)], choices=Choices(countries=("PH",))))
    assert {place: round(lat) for place, (lat, _) in moved.items()} == {"Santa Cruz": 14, "San Fernando": 17}


def _north(reading: Reading) -> dict[str, tuple[float, float]]:
    """Latitude and score of the best proposal of each place."""
    best: dict[str, tuple[float, float]] = {}
    for one in reading.points.proposed:
        best.setdefault(one.place.label, (one.candidate.lat, one.score))
    return best


def test_a_sea_brings_its_outline_and_a_province_its_code(tmp_path: Path) -> None:
    file = _file(
        tmp_path / "x.csv",
        "area,date,kind\nGulf of Guinea,2024,attack\nSihanoukville Province,2024,attack\n",
    )
    zones = _zones(read_files([file], accept=95))
    assert (
        zones["geometry"]["Gulf of Guinea"].startswith("POLYGON") and zones["country"]["Gulf of Guinea"] == ""
    )
    assert zones["iso_3166_2"]["Sihanoukville Province"] == "KH-18"
    assert zones["precision_km"]["Sihanoukville Province"] > 10


def test_a_name_that_a_town_and_a_far_province_share_is_not_taken_at_95(tmp_path: Path) -> None:
    file = _file(tmp_path / "x.csv", "place,country,date,kind\nKoh Kong,Cambodia,2024,raid\n")
    reading = read_files([file], accept=95)
    assert {(one.candidate.kind, one.score) for one in reading.points.proposed} == {
        ("town", 90),
        ("province", 90),
    }
    assert reading.points.taken == {}


@pytest.mark.parametrize("saved", ["as it was", "by a French spreadsheet"])
def test_a_confirmed_table_is_used_and_its_answers_stay(moves: Path, tmp_path: Path, saved: str) -> None:
    text = read_files([moves]).points.to_confirm
    lines = [line + "yes" if ",Sihanoukville,town" in line else line for line in text.splitlines()]
    lines = ["KK Park,MM,,,,98.52,16.66,,,,,,,\n" if line.startswith("KK Park") else line for line in lines]
    text = "\n".join(line.rstrip("\n") for line in lines)
    if saved != "as it was":
        text = text.replace(".", "<").replace(",", ";").replace("<", ",")
    answers = read_answers(_file(tmp_path / "places-to-confirm.csv", text))
    for _ in range(2):
        reading = read_files([moves], confirmed=answers)
        zones = _zones(reading)
        assert zones["lat"].round(1)[["Sihanoukvile", "KK Park"]].tolist() == [10.6, 16.7]
        assert zones["point_source"]["KK Park"] == "placed by hand"
        assert {one.label for one in reading.unplaced} == {"Myawaddy", "Porac"}
        answers = read_answers(_file(tmp_path / "again.csv", reading.points.to_confirm))


def test_a_row_that_says_yes_without_a_point_or_twice_is_a_fault(moves: Path, tmp_path: Path) -> None:
    header = read_files([moves]).points.to_confirm.splitlines()[0]
    with pytest.raises(DataError, match=r'places.csv, row 2: "KK Park" has no point'):
        read_answers(_file(tmp_path / "places.csv", f"{header}\nKK Park,MM,,,,,,,,,,,,yes\n"))
    twice = "Bavet,,Bavet,town,KH,106.1,11.1,,,,,,,yes\n"
    with pytest.raises(DataError, match="is confirmed twice"):
        read_answers(_file(tmp_path / "places.csv", f"{header}\n{twice}{twice}"))


def test_a_name_that_a_spreadsheet_would_compute_is_guarded_and_found_again(tmp_path: Path) -> None:
    file = _file(tmp_path / "x.csv", 'place,date,kind\n"=HYPERLINK(1)",2024,raid\n')
    text = read_files([file]).points.to_confirm
    assert "\n'=HYPERLINK(1)," in text
    answers = read_answers(_file(tmp_path / "p.csv", text.replace(",,,,,,,,,,,,", ",,,,,-70.5,4.5,,,,,,,")))
    zones = _zones(read_files([file], confirmed=answers))
    assert (zones["lon"].tolist(), zones["lat"].tolist()) == ([-70.5], [4.5])


def test_a_column_of_provinces_finds_provinces_and_no_towns_like_them(tmp_path: Path) -> None:
    file = _file(
        tmp_path / "coca.csv",
        "Departamento,2021,2022\nCauca,26199,25877\nCaquetá,4413,5000\nNorte de Santander,1,2\n",
    )
    reading = read_files([file], accept=95)
    assert {label: kind for label, (_, kind, _) in _best(reading).items()} == dict.fromkeys(
        ("Cauca", "Caquetá", "Norte de Santander"), "province"
    )
    zones = _zones(reading)
    assert zones["iso_3166_2"].to_dict() == {
        "Cauca": "CO-CAU",
        "Caquetá": "CO-CAQ",
        "Norte de Santander": "CO-NSA",
    }
    assert set(zones["country"]) == {"colombia"} and (zones["precision_km"] > 50).all()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Helmand", "AF-HEL"), ("Gilgit-Baltistan", "PK-GB"), ("North Darfur", "SD-DN"), ("Estado de Sinaloa", "MX-SIN"),
        ("Провинция Гильменд", "AF-HEL"), ("ولاية هلمند", "AF-HEL"), ("Bundesland Bayern", "DE-BY"), ("Crimée", "UA-43"),
    ],
)  # fmt: skip
def test_provinces_of_all_countries_are_known_by_their_names_in_several_languages(
    said: str, code: str
) -> None:
    assert code in [one.candidate.reference for one in provinces_called(said, ())]


def test_regions_are_known_where_the_next_smaller_units_are_the_provinces() -> None:
    assert [one.candidate.iso2 for one in provinces_called("Lombardia", ())] == ["IT"]


def test_in_the_whole_world_a_small_province_does_not_outrank_a_large_town(tmp_path: Path) -> None:
    file = _file(tmp_path / "moves.csv", "from,to,date\nSan Antonio,San José,2024\n")
    best = {label: kind for label, (_, kind, _) in _best(read_files([file])).items()}
    assert best == {"San Antonio": "town", "San José": "town"}


def test_signs_alone_are_the_name_of_no_town() -> None:
    assert towns_called(["\ud7ff\ue000", "…"], ()) == {}


def test_what_is_no_name_beside_another_is_that_of_no_town() -> None:
    # Of a name without a first part, and of a quotation mark, nothing is left to look for.
    found = towns_called(["Qqwx Nowhere", "'; drop table x; --", "\ud7ff"], ())
    assert found == {"Qqwx Nowhere": [], "'; drop table x; --": []}


def test_the_nearest_of_the_other_places_is_told(tmp_path: Path) -> None:
    file = _file(tmp_path / "moves.csv", "from,to,date\nBangkok,Nonthaburi,2024\nBangkok,Mandalay,2024\n")
    km = {one.place.label: one.km_to_next for one in read_files([file]).points.proposed}
    assert km["Bangkok"] == km["Nonthaburi"]
    assert km["Mandalay"] and 900 < km["Mandalay"] < 1100
