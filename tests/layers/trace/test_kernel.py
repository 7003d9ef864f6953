"""Stays, moves and presence by the rules: by hand, against the rules told as loops, and in pieces as engines hold them."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from tests.layers.trace.made import roaming, row_of_squares, seen, sightings, tagged
from waterbed.layers.trace.kernel import added, flows_of, moves_of, presence_of
from waterbed.layers.trace.rules import DAY_S, Rules

JANUARY, FEBRUARY = 2024 * 12, 2024 * 12 + 1


def _moves(frame: pd.DataFrame, rules: Rules | None = None) -> list[tuple[int, int, int, float]]:
    found = moves_of(tagged(frame, rules), rules or Rules())
    return [(o, d, period, us / 3.6e9) for o, d, period, _, us in found.itertuples(index=False)]


def test_a_move_goes_from_the_last_sighting_to_the_first_and_is_of_the_month_of_arrival() -> None:
    frame = seen(
        ("a", "A", "2024-01-30"), ("a", "A", "2024-01-31"), ("a", "B", "2024-02-01"), ("a", "B", "2024-02-09")
    )
    assert _moves(frame) == [(0, 1, FEBRUARY, 24.0)]
    assert _moves(frame.iloc[::-1]) == [(0, 1, FEBRUARY, 24.0)], "the order of the rows says nothing"


@pytest.mark.parametrize(("hours", "moves"), [(48, 1), (49, 0)])
def test_a_gap_longer_than_the_longest_ends_a_track(hours: int, moves: int) -> None:
    frame = seen(
        ("a", "A", "2024-01-01"), ("a", "B", f"{pd.Timestamp('2024-01-01') + pd.Timedelta(hours=hours)}")
    )
    assert len(_moves(frame, Rules(longest_gap_s=2 * DAY_S))) == moves


@pytest.mark.parametrize(("hours", "moves"), [(48, 1), (49, 0)])
def test_a_gap_longer_than_the_longest_ends_a_stay(hours: int, moves: int) -> None:
    then = pd.Timestamp("2024-01-01") + pd.Timedelta(hours=hours)
    frame = seen(
        ("a", "A", "2024-01-01"), ("a", "A", f"{then}"), ("a", "B", "2024-01-04"), ("a", "B", "2024-01-05")
    )
    assert len(_moves(frame, Rules(longest_gap_s=2 * DAY_S, least_stay_s=DAY_S))) == moves


def test_sightings_outside_every_zone_are_no_part_of_a_track() -> None:
    assert _moves(seen(("a", "A", "2024-01-01"), ("a", "-", "2024-01-02"), ("a", "B", "2024-01-03"))) == [
        (0, 1, JANUARY, 48.0)
    ]


def test_a_stay_that_is_too_short_is_passed_over_and_still_is_presence() -> None:
    frame = seen(
        ("a", "A", "2024-01-01"), ("a", "A", "2024-01-02"), ("a", "B", "2024-01-03"),
        ("a", "C", "2024-01-04"), ("a", "C", "2024-01-06"),
    )  # fmt: skip
    rules = Rules(least_stay_s=DAY_S)
    assert _moves(frame, rules) == [(0, 2, JANUARY, 48.0)]
    assert presence_of(tagged(frame), rules)["records"].tolist() == [2, 1, 2]


def test_a_way_out_and_back_over_a_short_stay_is_no_move() -> None:
    frame = seen(("a", "A", "2024-01-01"), ("a", "A", "2024-01-02"), ("a", "B", "2024-01-03"),
                 ("a", "A", "2024-01-04"), ("a", "A", "2024-01-05"))  # fmt: skip
    assert _moves(frame, Rules(least_stay_s=3600)) == []
    assert [move[:2] for move in _moves(frame)] == [(0, 1), (1, 0)]


def test_sightings_of_one_time_are_taken_in_the_order_of_the_zones() -> None:
    frame = seen(("a", "C", "2024-01-01"), ("a", "A", "2024-01-01"), ("a", "B", "2024-01-02"))
    assert [move[:2] for move in _moves(frame)] == [(0, 2), (2, 1)]


def test_tracks_of_groups_are_apart() -> None:
    assert _moves(seen(("a", "A", "2024-01-01"), ("b", "B", "2024-01-02"))) == []


def test_a_group_counts_once_however_often_it_moves() -> None:
    days = [("a", "AB"[day % 2], f"2024-01-{day + 1:02}") for day in range(9)]
    flows = flows_of(
        moves_of(tagged(seen(*days, ("b", "A", "2024-01-01"), ("b", "B", "2024-01-03"))), Rules())
    )
    assert flows[["o", "d", "moves", "groups"]].to_numpy().tolist() == [[0, 1, 5, 2], [1, 0, 4, 1]]
    assert flows["lag_q50_s"].tolist() == [DAY_S, DAY_S]


def test_quartiles_lie_between_the_two_nearest() -> None:
    rng = np.random.default_rng(3)
    lags = rng.integers(1, 10**13, 403)
    moves = pd.DataFrame(
        {"o": 0, "d": np.r_[np.zeros(400), 1, 1, 2], "period": 5, "first": 1, "lag_us": lags}
    )
    found = flows_of(moves.astype({"d": "int32"}))
    expected = moves.groupby("d")["lag_us"].quantile(np.array([0.25, 0.5, 0.75])).unstack() / 1e6
    np.testing.assert_allclose(found[["lag_q25_s", "lag_q50_s", "lag_q75_s"]], expected, rtol=1e-12)


def test_what_cannot_be_used_is_counted_by_the_first_reason() -> None:
    frame = sightings([("a", 0.5, 10.5, "2024-01-01")] * 9).astype({"lon": object, "group": object})
    frame["count"] = [2, 2, 2, 2, 2, 2, None, -1, 1.5]
    frame.loc[1, ["group", "lon"]] = [None, None]
    frame.loc[2, "group"] = ""
    frame.loc[3, "time"] = pd.NaT
    frame.loc[4, "lon"] = "east"
    frame.loc[5, "lat"] = 91.0
    presence = presence_of(tagged(frame), Rules())
    assert presence[["z", "n"]].to_numpy().tolist() == [[-5, 3], [-4, 2], [-3, 1], [-2, 2], [0, 2]]


def test_a_border_belongs_to_the_first_zone() -> None:
    frame = sightings(
        [("a", lon, lat, "2024-01-01") for lon, lat in ((1, 10.5), (2, 11), (0, 10), (6, 10.5))]
    )
    assert tagged(frame)["z"].tolist() == [0, 1, 0, 5]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "rules", [Rules(), Rules("quarter", 300 * 3600, 20 * 3600), Rules("day", 3 * DAY_S, 0, "Asia/Kathmandu")]
)
def test_it_is_what_the_rules_say_told_as_loops(seed: int, rules: Rules) -> None:
    frame = roaming(1_500, 12, seed)
    presence, moves = _by_loops(frame, rules)
    whole = tagged(frame, rules)
    found = presence_of(whole, rules)
    assert {(row.z, row.period): (row.records, row.n, row.groups) for row in found.itertuples()} == presence
    flows = flows_of(moves_of(whole, rules))
    assert {(row.o, row.d, row.period): (row.moves, row.groups) for row in flows.itertuples()} == moves
    assert len(moves) > 20


@pytest.mark.parametrize("pieces", [2, 7])
def test_groups_in_pieces_give_the_same_bits(pieces: int) -> None:
    rules, frame = Rules(), roaming(4_000, 60, 9)
    whole = tagged(frame)
    parts = [whole[whole["group"].map(lambda one: int(one[1:])) % pieces == at] for at in range(pieces)]
    presence = added(pd.concat([presence_of(part, rules) for part in parts]))
    assert_frame_equal(presence, presence_of(whole, rules), check_exact=True)
    flows = flows_of(pd.concat([moves_of(part, rules) for part in parts]))
    assert_frame_equal(flows, flows_of(moves_of(whole, rules)), check_exact=True)


def test_nothing_gives_nothing() -> None:
    nothing = tagged(seen())
    assert len(presence_of(nothing, Rules())) == len(flows_of(moves_of(nothing, Rules()))) == 0


def _by_loops(frame: pd.DataFrame, rules: Rules) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """The rules of `Rules`, one sighting after the other."""
    squares = list(row_of_squares(6).geometry)
    tracks: dict[str, list[tuple[pd.Timestamp, int]]] = defaultdict(list)
    records: dict[Any, list[tuple[int, str]]] = defaultdict(list)
    for group, lon, time, count in zip(
        *(frame[name].tolist() for name in ("group", "lon", "time", "count")), strict=True
    ):
        met = [z for z, square in enumerate(squares) if square.bounds[0] <= lon <= square.bounds[2]]
        z = met[0] if met else -1
        records[z, _period(time, rules)].append((count, group))
        if met:
            tracks[group].append((time, z))
    moves: dict[Any, list[str]] = defaultdict(list)
    longest, least = pd.Timedelta(seconds=rules.longest_gap_s), pd.Timedelta(seconds=rules.least_stay_s)
    for group, track in tracks.items():
        stays: list[list[Any]] = []
        for time, z in sorted(track):
            if stays and stays[-1][0] == z and time - stays[-1][2] <= longest:
                stays[-1][2] = time
            else:
                stays.append([z, time, time])
        stays = [stay for stay in stays if stay[2] - stay[1] >= least]
        for (o, _, left), (d, came, _) in pairwise(stays):
            if o != d and came - left <= longest:
                moves[o, d, _period(came, rules)].append(group)
    presence = {
        key: (len(rows), sum(n for n, _ in rows), len({group for _, group in rows}))
        for key, rows in records.items()
    }
    return presence, {key: (len(groups), len(set(groups))) for key, groups in moves.items()}


def _period(time: pd.Timestamp, rules: Rules) -> int:
    local = time.tz_convert(rules.time_zone or "UTC")
    if rules.period == "day":
        return (local.tz_localize(None) - pd.Timestamp("1970-01-01")).days
    return {"month": local.year * 12 + local.month - 1, "quarter": local.year * 4 + local.quarter - 1}[
        rules.period
    ]
