"""The finding in words: it turns itself round with the records, in every language of ours."""

from pathlib import Path

import pytest

from tests.layers.cycle.test_outcomes import AWAY, BACK, BAN, RAID, WAR, read
from waterbed.layers.locale.strings import installed
from waterbed.output.columns.outcomes import finding

CASES = {
    "nothing pressed": (
        "",
        "",
        "No crackdown or disruption is on record",
        "So nothing can be told of what followed one.",
    ),
    "a move alone": (
        "",
        AWAY.replace(",raid,", ",,"),
        "1 move is recorded, 2023",
        "No crackdown or disruption is on record. So nothing can be told of what followed one.",
    ),
    "one, a move": (
        RAID,
        AWAY,
        "Pressed in one place, turned up in another",
        "One is on record, in 2023. A move is recorded after it, no return.",
    ),
    "one, a move that names no cause": (
        RAID,
        AWAY.replace(",raid,", ",,"),
        "A move is recorded after the one crackdown on record",
        "One is on record, in 2023. A move is recorded after it, no return.",
    ),
    "one, nothing": (
        RAID,
        "",
        "No move is recorded after the one crackdown on record",
        "One is on record, in 2023. Neither a move nor a return is recorded after it.",
    ),
    "two, nothing": (
        RAID + BAN,
        "",
        "No move is recorded after any of 2 crackdowns",
        "2 crackdowns are on record since 2019. Neither a move nor a return is recorded after any of them.",
    ),
    "crackdowns and a war, a return": (
        RAID + BAN + WAR,
        AWAY + BACK,
        "Pressed in one place, turned up in another",
        "3 crackdowns and disruptions are on record since 2019. A move is recorded after 1 of them, a return after 1, "
        "neither after 2.",
    ),
}


@pytest.mark.parametrize(("events", "moves", "headline", "line"), CASES.values(), ids=list(CASES))
def test_the_finding_turns_with_the_records(
    tmp_path: Path, events: str, moves: str, headline: str, line: str
) -> None:
    found = finding(read(tmp_path, events, moves), "en")
    assert (found.headline, found.line) == (headline, line)


@pytest.mark.parametrize("lang", sorted(installed()))
@pytest.mark.parametrize(("events", "moves"), [case[:2] for case in CASES.values()], ids=list(CASES))
def test_no_placeholder_is_left_in_any_language(tmp_path: Path, lang: str, events: str, moves: str) -> None:
    found = finding(read(tmp_path, events, moves), lang)
    assert found.headline and found.line
    assert not set("{}") & set(found.headline + found.line + found.detail)
    assert "None" not in found.line
