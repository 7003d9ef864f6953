"""What can go wrong with records.

ValueError
├── CellError      one cell's text cannot be read
│   └── DateError  ... as an EDTF date
└── DataError      a data set cannot be used: all its faults at once
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

_SHOWN_FAULTS = 50


_SHOWN_CHARACTERS = 80


class CellError(ValueError):
    """A cell's text cannot be read as what its column holds.

    Attributes
    ----------
    problem
        What is wrong, as the end of a sentence that starts with the quoted value.
    mend
        What to write instead, "" when there is nothing better to say.
    """

    def __init__(self, problem: str, mend: str = "") -> None:
        super().__init__(f"{problem}; {mend}" if mend else problem)
        self.problem = problem
        self.mend = mend


class DateError(CellError):
    """A text is not a date that waterbed can use (EDTF level 0 and 1, years 1 to 9999)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or looks wrong, in the files of a data set.

    ``str(fault)`` is one readable line: where, the quoted value, what is wrong, the mend.
    """

    file: str
    """File of the package, relative to its folder; or the folder itself."""
    problem: str
    """What is wrong; reads on from the quoted value when there is one."""
    mend: str = ""
    """What to do about it."""
    row: int | None = None
    """Row as a spreadsheet counts it: the header is row 1."""
    id: str = ""
    """The record's id, "" when the row has none."""
    column: str = ""
    """Name of the column."""
    value: str = ""
    """The value as it stands in the file."""

    def __str__(self) -> str:
        """Say where, what and the mend in one line."""
        places = [self.file]
        if self.row is not None:
            places.append(f"row {self.row}")
        if self.id:
            places.append(quoted(self.id))
        if self.column:
            places.append(self.column)
        said = f"{quoted(self.value)} {self.problem}" if self.value else self.problem
        line = f"{', '.join(places)}: {said}{'; ' + self.mend if self.mend else ''}"
        return line if line.endswith("?") else line + "."


class DataError(ValueError):
    """A data set cannot be used; says everything that is wrong with it.

    Attributes
    ----------
    faults
        Every fault found: of the settings, the files, the cells, the links. The message shows the first fifty.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        if not faults:
            raise ValueError("A DataError needs at least one fault.")
        shown = [str(fault) for fault in faults[:_SHOWN_FAULTS]]
        if len(faults) > len(shown):
            shown.append(f"… and {len(faults) - len(shown):,} more.")
        head = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
        super().__init__("\n".join([f"The data cannot be used ({head}):", *shown]))
        self.faults = faults


def quoted(value: str) -> str:
    r"""Put a value from a file between quotes, shortened, its control characters made visible.

    >>> print(quoted("a\x1b[31mb"))
    "a\x1b[31mb"
    """
    short = value if len(value) <= _SHOWN_CHARACTERS else value[: _SHOWN_CHARACTERS - 1] + "…"
    # A terminal would obey escape codes that came with the data.
    return '"' + "".join(c if c.isprintable() else repr(c)[1:-1] for c in short) + '"'


# Comparing with every one of a hundred thousand ids would take a second a question.
_MOST_COMPARED = 5000


def did_you_mean(name: str, names: Iterable[str], *, cutoff: float = 0.7) -> str:
    """Ask about the nearest of some names; "" when none is near.

    >>> did_you_mean("myanmer", ["laos", "myanmar"])
    'did you mean "myanmar"?'
    """
    found = nearest(name, names, cutoff=cutoff)
    return f'did you mean "{found}"?' if found else ""


def nearest(name: str, names: Iterable[str], *, cutoff: float = 0.7) -> str:
    """Return the nearest of some names, in spelling and whatever the case; "" when none is near."""
    similar = {other.casefold(): other for other in names if abs(len(other) - len(name)) <= 4}
    matches = get_close_matches(name.casefold(), islice(similar, _MOST_COMPARED), n=1, cutoff=cutoff)
    return similar[matches[0]] if matches else ""
