"""What can go wrong with records.

ValueError
├── CellError      one cell's text cannot be read
│   └── DateError  ... as an EDTF date
└── DataError      a data set cannot be used: all its faults at once
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice

MOST_ALIKE = 100
"""So many faults of one kind are kept; the last of them counts the others."""

_SHOWN_PLACES = 5


_SHOWN_FILES = 15


_SHOWN_CHARACTERS = 80


_SHOWN_NAMES = 20


_SAID_CHARACTERS = 1_000
"""What a sentence of ours takes at most, with the names of the data that it may hold."""


class CellError(ValueError):
    """A cell's text cannot be read as what its column holds.

    Attributes
    ----------
    problem
        What is wrong, as the end of a sentence that starts with the quoted value.
    """

    def __init__(self, problem: str, mend: str | Callable[[], str] = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self._mend = mend

    @property
    def mend(self) -> str:
        """What to write instead, "" when there is nothing better to say; worked out when it is asked for."""
        if not isinstance(self._mend, str):
            self._mend = self._mend()
        return self._mend

    def __str__(self) -> str:
        """Say what is wrong and the mend."""
        return f"{self.problem}; {self.mend}" if self.mend else self.problem


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
    more: int = 0
    """How many others of the same kind there are that are not listed one by one."""

    @property
    def kind(self) -> tuple[str, str, str]:
        """What faults have in common that one hand mends alike: the column of a table, and what is wrong."""
        problem = _VARYING.sub("#", self.problem)
        if self.row is None:
            return "", "", problem  # of settings and whole files: whatever the file or the setting
        return self.file, self.column if self.row > 1 else "", problem

    def __str__(self) -> str:
        """Say where, what and the mend in one line."""
        said = _said(self, {"problem", "value"})
        return _ended(f"{_place(self, set())}: {said}{_mended(self)}")


class DataError(ValueError):
    """A data set cannot be used; says everything that is wrong with it.

    Attributes
    ----------
    faults
        What forbids its use: of the settings, the files, the cells, the links, in the order in which to mend them.
        Of one kind the first hundred, the last of which counts the others (`Fault.more`).
    doubts
        What can be read and looks wrong.
    """

    def __init__(self, faults: tuple[Fault, ...], doubts: tuple[Fault, ...] = ()) -> None:
        if not faults:
            raise ValueError("A DataError needs at least one fault.")
        lines = [f"The data cannot be used ({numbered(faults, 'fault')}):", *told(faults)]
        if doubts:
            lines += [f"And {numbered(doubts, 'warning')}:", *told(doubts)]
        super().__init__("\n".join(lines))
        self.faults = faults
        self.doubts = doubts


def numbered(faults: Iterable[Fault], noun: str) -> str:
    """Say how many there are, those counted in: "1 fault", "1,200 warnings"."""
    total = sum(1 + fault.more for fault in faults)
    return f"{total:,} {noun}" if total == 1 else f"{total:,} {noun}s"


def kept(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the first hundred faults of each kind, in their order; the last of them counts the others."""
    listed: list[Fault] = []
    last: dict[tuple[str, str, str], int] = {}
    times: dict[tuple[str, str, str], int] = {}
    for fault in faults:
        kind = fault.kind
        times[kind] = times.get(kind, 0) + 1
        if times[kind] <= MOST_ALIKE:
            last[kind] = len(listed)
            listed.append(fault)
        else:
            before = listed[last[kind]]
            listed[last[kind]] = replace(before, more=before.more + 1 + fault.more)
    return tuple(listed)


def told(faults: Iterable[Fault]) -> list[str]:
    r"""Say faults in lines, those of one kind together: what is wrong, how often, the first five places, the mend.

    Examples
    --------
    >>> wrong = [Fault("a.csv", "is no number", "write digits", row, f"r{row}", "n", "-") for row in (2, 3)]
    >>> print(*told([*wrong, Fault("b.csv", "is empty")]), sep="\n")
    a.csv, n: "-" is no number (2 times); write digits:
      row 2, "r2"; row 3, "r3".
    b.csv: is empty.
    """
    groups: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault(fault.kind, []).append(fault)
    return [line for group in groups.values() for line in _group_told(group)]


def _group_told(group: list[Fault]) -> Iterator[str]:
    first, total = group[0], sum(1 + fault.more for fault in group)
    if total == 1:
        yield str(first)
        return
    shared = {name for name in _SAID if len({getattr(fault, name) for fault in group}) == 1}
    where = ", ".join(
        shown(getattr(first, name), most)
        for name, most in (("file", _SAID_CHARACTERS), ("column", _SHOWN_CHARACTERS))
        if name in shared and getattr(first, name)
    )
    said = _said(first, shared & {"problem", "value"}) if "problem" in shared else ""
    head = f"{where}: {said}" if where and said else where or said
    mend = _mended(first) if "mend" in shared else ""
    yield f"{head} ({total:,} times){mend}:" if head else f"{total:,} times{mend}:"
    most = _SHOWN_PLACES if first.row else _SHOWN_FILES
    left = f"… and {total - most:,} more" if total > most else ""
    places = [_place(fault, shared) for fault in group[:most]]
    rest = [_rest(fault, shared) for fault in group[:most]]
    if any(rest):
        yield from (
            _ended(f"  {place}: {one}" if place else f"  {one}")
            for place, one in zip(places, rest, strict=True)
        )
        yield from (f"  {left}." for _ in range(bool(left)))
    else:
        yield _ended("  " + "; ".join([*places, *([left] if left else [])]))


_SAID = ("file", "column", "problem", "value", "mend")


_VARYING = re.compile(r"""[0-9][0-9.,]*|"[^"]*"|\([^)]*\)""")
"""What differs between faults of one kind: numbers, quoted names, what stands in brackets."""


def _place(fault: Fault, shared: set[str]) -> str:
    named = [shown(fault.file, _SAID_CHARACTERS) if "file" not in shared else ""]
    named.append("" if fault.row is None else f"row {fault.row}")
    named += [quoted(fault.id) if fault.id else "", shown(fault.column) if "column" not in shared else ""]
    return ", ".join(one for one in named if one)


def _rest(fault: Fault, shared: set[str]) -> str:
    said = _said(fault, {"problem", "value"} - (shared if "problem" in shared else set()))
    mend = _mended(fault) if "mend" not in shared else ""
    return f"{said}{mend}" if said else mend.removeprefix("; ")


def _said(fault: Fault, names: set[str]) -> str:
    value = quoted(fault.value) if fault.value and "value" in names else ""
    problem = shown(fault.problem, _SAID_CHARACTERS) if "problem" in names else ""
    return " ".join(one for one in (value, problem) if one)


def _mended(fault: Fault) -> str:
    return f"; {shown(fault.mend, _SAID_CHARACTERS)}" if fault.mend else ""


def _ended(line: str) -> str:
    return line if line.endswith("?") else line + "."


_NOT_KNOWN = re.compile(
    r"[-\u2010-\u2015\u2212_.?*/ ]+|#?n[./ ]?[ad]\.?|#(?:ref|value|name|num|null|div/0)[!?]?|nan|null|nil|none|<na>|unknown|"
    r"not known|unclear|tb[ad]|inconnue?s?|non connu|s\.? ?d\.?|unbekannt|k\. ?a\.?|keine angaben?|o\. ?[jd]\.?|"
    r"desconocid[oa]|"
    r"-9+(?:\.0+)?",
    re.IGNORECASE,
)


def not_known(text: str) -> bool:
    """Whether a text is what people and programs write where a value is not known, in place of nothing.

    >>> not_known("-"), not_known("n/a"), not_known("#REF!"), not_known("raid")
    (True, True, True, False)
    """
    return bool(_NOT_KNOWN.fullmatch(text.strip()))


def quoted(value: str) -> str:
    r"""Put a value from a file between quotes, shortened, its control characters made visible.

    >>> print(quoted("a\x1b[31mb"))
    "a\x1b[31mb"
    """
    return f'"{shown(value)}"'


def shown(text: str, most: int = _SHOWN_CHARACTERS) -> str:
    r"""Shorten what came with the data, and make its control characters visible.

    >>> print(shown("waterbed.views.a\x1b[31mb"), shown("0123456789", 5))
    waterbed.views.a\x1b[31mb 0123…
    """
    text = text if len(text) <= most else f"{text[: most - 1]}…"
    # A terminal would obey escape codes that came with the data.
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def some(names: Iterable[str]) -> str:
    """List names of the data, twenty at most.

    >>> some(["a", "b"]), some(map(str, range(1000)))[-21:]
    ('a, b', '18, 19 … and 980 more')
    """
    names = list(names)
    left = len(names) - _SHOWN_NAMES
    return ", ".join(names[:_SHOWN_NAMES]) + (f" … and {left:,} more" if left > 0 else "")


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
