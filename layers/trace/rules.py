"""The rules by which sightings become presence and moves."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from waterbed.layers.errors import did_you_mean

DAY_S = 86_400
PERIODS = ("day", "month", "quarter", "year")
"""What the times are cut in."""
TIME_FORMS = ("", "day-first", "month-first", "s", "ms", "us", "ns")
"""How a time that is no timestamp is written: ISO 8601, a day with its month after or before it, units since 1970."""

_LONGEST_S = 100 * 366 * DAY_S


@dataclass(frozen=True, slots=True)
class Rules:
    """The parameters of a trace; what they mean is said here in full, and every engine keeps to it.

    **Sighting**: group (text), longitude and latitude (EPSG:4326, degrees), time, and a count, 1 where there is no such
    column. One is left out, and counted by the first reason that holds, when it has no group (missing or empty), no time
    (missing, or not to be read in the form of its column), no coordinates (missing, no number, outside -180..180 and
    -90..90), or a count that is missing, negative or not whole. Times become microseconds of UTC.

    **Zone of a sighting**: the one that its point meets (*intersects*: the border belongs to it). On a shared border, and
    where zones overlap or one lies in another, the one that comes first in the file of zones. A sighting outside every
    zone is counted and takes no part in any track.

    **Order**: the sightings of a group are taken by time, and those of one time in the order of their zones.

    **Stay**: the longest run of a group's sightings in one zone with no gap longer than `longest_gap_s` between
    neighbours; it lasts from the first to the last of them. Stays that last less than `least_stay_s` are dropped before
    moves are looked for; their sightings still count as presence.

    **Move**: two stays of a group in different zones, none of its other remaining stays between them, and no more than
    `longest_gap_s` from the last sighting of the first to the first sighting of the second: the lag. It belongs to the
    period of its arrival, the first sighting of the second stay.

    **Presence** of a zone in a period: sightings, the sum of their counts, groups (each once). **Movement** from a zone to
    another in a period: moves, groups (each once), and the quartiles of the lags in seconds, exact, with linear
    interpolation between the two nearest.

    Rows of either kind with fewer than `least_groups` groups are left out where a data set is written, counted and said.
    """

    period: str = "month"
    """Periods that presence and moves are counted in: of ``PERIODS``."""
    longest_gap_s: int = 30 * DAY_S
    """Longest time between two sightings of one track, seconds."""
    least_stay_s: int = 0
    """What a stay must last to count for moves, seconds."""
    time_zone: str = ""
    """IANA name of the zone that periods are cut in, and in which times without an offset are read; "": UTC, and such
    times are refused. A time that a change of clocks brings twice is the first of the two, one that it leaves out the
    moment of the change."""
    time_form: str = ""
    """How times that are no timestamps are written: of ``TIME_FORMS``."""
    least_groups: int = 1
    """Groups that a written row has at least."""

    def __post_init__(self) -> None:
        """Refuse what cannot be a rule."""
        _one_of("period", self.period, PERIODS)
        _one_of("time_form", self.time_form, TIME_FORMS)
        _within("longest_gap_s", self.longest_gap_s, 1)
        _within("least_stay_s", self.least_stay_s, 0)
        _within("least_groups", self.least_groups, 1)
        try:
            ZoneInfo(self.time_zone or "UTC")
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(
                f'time_zone: "{self.time_zone}" is no IANA time zone such as Asia/Bangkok.'
            ) from None

    @property
    def longest_gap_us(self) -> int:
        """Longest time between two sightings of one track, microseconds."""
        return self.longest_gap_s * 1_000_000

    @property
    def least_stay_us(self) -> int:
        """What a stay must last to count for moves, microseconds."""
        return self.least_stay_s * 1_000_000


def _one_of(name: str, value: str, words: tuple[str, ...]) -> None:
    if value not in words:
        known = ", ".join(word or '""' for word in words)
        raise ValueError(
            " ".join([f'{name}: "{value}" is not one of {known};', did_you_mean(value, words)]).rstrip("; ")
        )


def _within(name: str, value: int, low: int) -> None:
    if not low <= value <= _LONGEST_S:
        raise ValueError(f"{name}: {value:,} is outside {low:,} to {_LONGEST_S:,}.")
