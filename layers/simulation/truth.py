"""What is true of a simulated data set: which places a crackdown touches, and the counts to expect."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number, from_day
from waterbed.layers.files.folder import write_package

Ints: TypeAlias = npt.NDArray[np.int64]

FIRST_DAY = day_number(date(2022, 1, 1))
"""Day number of day 0 of every simulation."""


TRUTH = "truth.json"
"""File beside the tables that holds the truth of a written simulation."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One crackdown and the places that have a part in it, by their numbers from 0."""

    number: int
    """Of the crackdown, from 1."""
    day: int
    """Of the crackdown, from 0."""
    back: int
    """Day on which the rates are back; the length of the record when they never are."""
    target: int
    control: int
    receiving: Ints
    control_of_receiving: Ints

    @property
    def places(self) -> list[int]:
        """All its places."""
        return [self.target, self.control, *self.receiving, *self.control_of_receiving]

    @property
    def trigger(self) -> str:
        """Id of the crackdown's event."""
        return f"crackdown-{self.number:02d}"


def place_id(number: int) -> str:
    """Id of a place.

    >>> place_id(6)
    'place-07'
    """
    return f"place-{number + 1:02d}"


def day_number_of(day: int) -> int:
    """Day number of a day of the simulation."""
    return FIRST_DAY + day


def day_text(day: int) -> str:
    """Day of the simulation as a date.

    >>> day_text(365)
    '2023-01-01'
    """
    return from_day(FIRST_DAY + day).isoformat()


def months_of(days: int) -> Ints:
    """First day of each month that a record of some days reaches into, that of the first one being day 0.

    >>> months_of(60).tolist()
    [0, 31, 59]
    """
    first = np.datetime64(FIRST_DAY, "D")
    months = np.arange(first.astype("datetime64[M]"), (first + days - 1).astype("datetime64[M]") + 1)
    starts = (months.astype("datetime64[D]") - first).astype(np.int64)
    return np.asarray(np.maximum(starts, 0))


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one crackdown of a simulated set; counts are expected numbers of reports."""

    kind: str
    """displacement, diffusion or nothing."""
    trigger: str
    """Id of the crackdown in the table of events."""
    day: int
    """Day number of the crackdown: the first day of the changed rates and of the period after."""
    before_days: int
    """Length of the period before, which ends the day before the crackdown."""
    after_days: int
    """Length of the period after."""
    target: str
    """Place that is hit."""
    receiving: tuple[str, ...]
    """Places that can receive what is displaced, or benefit with the target."""
    control: tuple[str, ...]
    """Places comparable to the target that the crackdown does not touch."""
    control_of_receiving: tuple[str, ...]
    """Places comparable to the receiving ones that the crackdown does not touch."""
    rb: float
    """Target, before."""
    ra: float
    """Target, after."""
    cb: float
    """Control, before."""
    ca: float
    """Control, after."""
    db: float
    """Receiving places, before."""
    da: float
    """Receiving places, after."""
    cdb: float
    """Control of the receiving places, before."""
    cda: float
    """Control of the receiving places, after."""
    removed: float
    """Reports fewer in the target, for the crackdown."""
    moved: float
    """Reports more in the receiving places, for the crackdown; negative where they fell with the target."""
    wdd: float
    """Weighted displacement difference: moved - removed."""
    wdq: float | None
    """Weighted displacement quotient: -moved / removed; None where nothing is removed."""
    tne: float
    """Total net effect: removed - moved."""
    return_day: int | None
    """Day number on which the rates are back; None when the set ends before."""
    return_lag_days: int | None
    """Days from the crackdown to that day."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """A simulated data set and what is true of it."""

    dataset: Dataset
    """The records, a valid data set like any other."""
    truths: tuple[Truth, ...]
    """One a crackdown, in the order of their days."""

    @property
    def truth(self) -> Truth:
        """The truth of the first crackdown."""
        return self.truths[0]

    def truth_json(self) -> str:
        """The truth as JSON, with the parameters it was made with."""
        settings = self.dataset.settings
        content = {"parameters": settings["simulation"], "crackdowns": [asdict(one) for one in self.truths]}
        return json.dumps(content, indent=2) + "\n"

    def write(self, folder: str | Path) -> None:
        """Write the tables as a data package and ``truth.json`` beside them; see `Dataset.write`."""
        write_package(Path(folder), self.dataset.contents(), {TRUTH: self.truth_json()})
