"""Words that a data set brings along."""

from pathlib import Path

import pytest

from tests.layers.packages import with_row, write_tiny
from waterbed import DataError, Dataset, Timeline, cycles

OWN = (
    "group,word,family,drawn,label_en\nevent_kind,naval_patrol,enforcement,,naval patrol\n"
    "role,pirate_area,,1,pirate area\n"
)


def _folder(tmp_path: Path, words: str, kind: str = "naval_patrol") -> Path:
    events = with_row(
        "events",
        id="patrol",
        kind=kind,
        label_en="Patrols begin",
        place="phnom-penh",
        date="2023-05",
        source="wire",
    )
    folder = write_tiny(tmp_path / "set", events=events)
    (folder / "vocabulary.csv").write_text(words, encoding="utf-8")
    return folder


def test_a_kind_of_its_own_counts_as_its_family_says(tmp_path: Path) -> None:
    dataset = Dataset.read(_folder(tmp_path, OWN))
    assert "patrol" in set(cycles(dataset)["trigger"])
    assert Timeline.of(dataset)["texts"]["en"]["words"]["naval_patrol"] == "naval patrol"
    assert dataset.warnings == ()


def test_its_words_are_written_and_read_again(tmp_path: Path) -> None:
    dataset = Dataset.read(_folder(tmp_path, OWN))
    dataset.write(tmp_path / "copy")
    assert Dataset.read(tmp_path / "copy").vocabulary.own.equals(dataset.vocabulary.own)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "event_kind,patrol,,,x",
            r'vocabulary.csv, row 2, "patrol", family: has no family; use one of: disruption',
        ),
        ("event_kind,patrol,enforcment,,x", r'did you mean "enforcement"\?'),
        ("phase,hush,,,x", r'"phase" is no group that a data set can add words to'),
        ("role,Pirate Area,,1,x", r"write pirate_area"),
    ],
)
def test_a_word_that_cannot_be_one_is_told_with_its_mend(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        Dataset.read(_folder(tmp_path, f"group,word,family,drawn,label_en\n{row}\n", "raid"))
