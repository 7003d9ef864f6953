"""The parameters of a simulation, and what of them cannot be."""

from dataclasses import dataclass, field
from math import isfinite

from waterbed.layers.files.csv import MOST_ROWS
from waterbed.layers.simulation.kinds import KINDS
from waterbed.layers.simulation.worlds import World

_MOST_RECEIVING = 3


_MOST_DAYS = 36_525


@dataclass(frozen=True, slots=True)
class Plan:
    """The parameters of a simulation (`simulate` says what they mean)."""

    kind: str
    seed: int
    places: int
    crackdowns: int
    reduction: float
    displaced_share: float
    diffusion_share: float
    return_lag_days: int | None
    base_rate: float
    trend: float
    reporting_noise: float
    vague_dates: float
    days: int
    window_days: int | None = None
    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        """Refuse what cannot be simulated."""
        if self.kind not in KINDS:
            raise ValueError(f"kind: {self.kind!r} is not one of {', '.join(KINDS)}.")
        lag = self.return_lag_days
        _within("seed", self.seed, 0, 2**63)
        _within("crackdowns", self.crackdowns, 1, 10_000)
        _within("places", self.places, 4 * self.crackdowns, 1_000_000, "each crackdown needs four")
        _within("days", self.days, 30, _MOST_DAYS)
        window = self.window_days
        _within("window_days", 1 if window is None else window, 1, self.days // 2)
        _within("return_lag_days", 1 if lag is None else lag, 1, _MOST_DAYS)
        _within("reduction", self.reduction, 0, 1)
        _within("displaced_share", self.displaced_share, 0, 10)
        most = self.receiving / self.reduction if self.reduction else 10
        _within("diffusion_share", self.diffusion_share, 0, most, "the receiving places cannot fall below 0")
        _within("reporting_noise", self.reporting_noise, 0, 0.5)
        _within("vague_dates", self.vague_dates, 0, 1)
        _within("trend", self.trend, 0.01, 100)
        _within("base_rate", self.base_rate, 1e-6, 0.5 * MOST_ROWS / (self.places * self.days * self.trend))

    @property
    def receiving(self) -> int:
        """How many receiving places a crackdown has."""
        return min(_MOST_RECEIVING, (self.places // self.crackdowns - 2) // 2)

    @property
    def moved_share(self) -> float:
        """What the receiving places gain for each report that the target loses."""
        return {"displacement": self.displaced_share, "diffusion": -self.diffusion_share}.get(self.kind, 0.0)

    @property
    def fall(self) -> float:
        """Reports a day that the target loses."""
        return 0.0 if self.kind == "nothing" else self.base_rate * self.trend * self.reduction


def _within(name: str, value: float, low: float, high: float, why: str = "") -> None:
    if not (isfinite(value) and low <= value <= high):
        said = f"{name}: {_plain(value)} is outside {_plain(low)} to {_plain(high)}"
        raise ValueError(f"{said}{'; ' + why if why else ''}.")


def _plain(number: float) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number:g}"
