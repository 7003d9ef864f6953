"""The rules of a trace written down with geopandas and pandas as plainly as can be: what every engine is held against."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from waterbed.layers.trace.rules import Rules


@dataclass(frozen=True, slots=True)
class Expected:
    """What a trace has to find."""

    presence: pd.DataFrame
    movements: pd.DataFrame
    outside: int
    dropped: int


def expected(sightings: pd.DataFrame, zones: gpd.GeoDataFrame, rules: Rules) -> Expected:
    """Find it.

    Lags are in seconds as floating-point numbers: equal to the bit where all times are whole seconds.
    """
    known = sightings[
        sightings["group"].notna()
        & (sightings["group"] != "")
        & sightings["time"].notna()
        & sightings["lon"].between(-180, 180)
        & sightings["lat"].between(-90, 90)
    ]
    known = known.reset_index(drop=True)
    points = gpd.GeoDataFrame(
        known[["group"]], geometry=gpd.points_from_xy(known["lon"], known["lat"]), crs="EPSG:4326"
    )
    areas = zones[["geometry"]].reset_index(drop=True)
    met = gpd.sjoin(points, areas, predicate="intersects")["index_right"]
    first_zone = met.groupby(level=0).min()
    seen = known.loc[first_zone.index].assign(z=first_zone, n=known.get("count", 1))
    seen["period"] = _period(seen["time"], rules)
    presence = seen.groupby(["z", "period"]).agg(
        records=("n", "size"), n=("n", "sum"), groups=("group", "nunique")
    )
    return Expected(
        presence.reset_index(), _movements(seen, rules), len(known) - len(seen), len(sightings) - len(known)
    )


def _movements(seen: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    gap, least = pd.Timedelta(rules.longest_gap_s, "s"), pd.Timedelta(rules.least_stay_s, "s")
    track = seen.sort_values(["group", "time", "z"])
    before = track.shift()
    begins = (
        (track["group"] != before["group"])
        | (track["z"] != before["z"])
        | (track["time"] - before["time"] > gap)
    )
    stays = track.groupby(begins.cumsum()).agg(
        group=("group", "first"), z=("z", "first"), first=("time", "first"), last=("time", "last")
    )
    stays = stays[stays["last"] - stays["first"] >= least]
    left = stays.shift()
    lag = stays["first"] - left["last"]
    moved = (stays["group"] == left["group"]) & (stays["z"] != left["z"]) & (lag <= gap)
    moves = pd.DataFrame(
        {
            "o": left.loc[moved, "z"].astype("int64"),
            "d": stays.loc[moved, "z"],
            "period": _period(stays.loc[moved, "first"], rules),
            "group": stays.loc[moved, "group"],
            "lag_s": lag[moved].dt.total_seconds(),
        }
    )
    between = moves.groupby(["o", "d", "period"])
    found = between.agg(moves=("group", "size"), groups=("group", "nunique"))
    for percent in (25, 50, 75):
        found[f"lag_q{percent}_s"] = between["lag_s"].quantile(percent / 100)
    return found.reset_index()


def _period(times: pd.Series, rules: Rules) -> pd.Series:
    local = times.dt.tz_convert(rules.time_zone or "UTC").dt
    number: pd.Series
    if rules.period == "year":
        number = local.year
    elif rules.period == "quarter":
        number = local.year * 4 + local.quarter - 1
    elif rules.period == "month":
        number = local.year * 12 + local.month - 1
    else:
        midnight = local.tz_localize(None).dt.floor("D")
        number = (midnight - pd.Timestamp(0)).dt.days
    return number
