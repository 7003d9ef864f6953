"""A data set being worked on: a change of one row is checked as a whole, compared with the files, and written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from waterbed.layers.dataset import Dataset
from waterbed.layers.disk.file import new_file
from waterbed.layers.errors import DataError, Fault, did_you_mean
from waterbed.layers.files.contents import WORDS
from waterbed.layers.files.folder import read_package, table_file
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.files.rows import Rows
from waterbed.layers.locale.file import FOLDER
from waterbed.layers.manifest.settings import read_settings
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.schema.tables import TABLES, columns

_TRIES = 3
"""So often a file may change under the hands before it is said."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one row, as somebody asks for it who saw the row as it was then."""

    table: str
    cells: Mapping[str, str]
    """The cells that are to change; all that are filled of a new row."""
    id: str = ""
    """Id of the row as it was seen, "" for a new one."""
    number: int = 0
    """Its number in the file, as a spreadsheet counts; 0 for a new row."""
    was: Mapping[str, str] = field(default_factory=dict)
    """All its cells as they were seen."""
    remove: bool = False
    """Whether the row is to go."""


@dataclass(frozen=True, slots=True)
class Rival:
    """What somebody else did to the row since it was seen."""

    gone: bool = False
    theirs: Mapping[str, str] = field(default_factory=dict)
    """All cells as they are now; none of a row that is gone."""
    columns: tuple[str, ...] = ()
    """The columns that are not as they were."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change would bring about."""

    faults: tuple[Fault, ...] = ()
    """Faults that are not there yet: with one of them nothing is written."""
    known: tuple[Fault, ...] = ()
    """Faults that are there already, in whatever table."""
    warnings: tuple[Fault, ...] = ()
    """What would look wrong in this row, and what would come to look wrong elsewhere."""
    rival: Rival | None = None
    widened: tuple[str, ...] = ()
    """Columns that the file gets with it."""
    written: bool = False

    @property
    def sound(self) -> bool:
        """Whether it may be written."""
        return not self.faults and self.rival is None


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A data set as its files are at one time."""

    package: Package
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    dataset: Dataset | None
    """None while it has a fault."""
    stamp: tuple[object, ...] = ()

    @classmethod
    def of(cls, package: Package, stamp: tuple[object, ...] = ()) -> "State":
        """Check a package."""
        try:
            dataset = Dataset.of(package)
        except DataError as error:
            return cls(package, error.faults, error.doubts, None, stamp)
        return cls(package, (), dataset.warnings, dataset, stamp)


class Desk:
    """A folder with a data set, and what was last read of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._state: State | None = None
        self._drawn: Dataset | None = None

    def state(self) -> State:
        """The data set as it is now; read anew when a file of it has changed.

        Raises
        ------
        DataError
            If it cannot be read at all.
        """
        stamp = self._stamp()
        if self._state is None or self._state.stamp != stamp:
            self._state = State.of(read_package(self.folder), stamp)
            self._drawn = self._state.dataset or self._drawn
        return self._state

    @property
    def drawn(self) -> Dataset | None:
        """The last state that had no fault, to draw the map from."""
        return self._drawn

    def languages(self) -> tuple[str, ...]:
        """Languages of the texts, default first."""
        package = self.state().package
        return read_settings(package.meta, package.label_languages)[0].languages

    def check(self, edit: Edit) -> Verdict:
        """Say what a change would bring about; nothing is written.

        Raises
        ------
        DataError
            If the file of the table cannot be taken apart into rows.
        """
        return self._tried(edit)[0]

    def save(self, edit: Edit) -> Verdict:
        """Write a change, if it brings no fault and nobody else has changed the row.

        Raises
        ------
        DataError
            If the file of the table cannot be taken apart into rows.
        OSError
            If the file cannot be written.
        """
        path = self.folder / self._file(edit.table)
        for _ in range(_TRIES):
            verdict, before, after = self._tried(edit)
            if not verdict.sound or before == after:
                return verdict
            try:
                with new_file(path, mine=lambda place, known=before: place.read_bytes() == known) as staged:  # type: ignore[misc]
                    staged.write_bytes(after)
            except FileExistsError:
                if _bytes(path) == before:
                    raise  # it is a link, or no file
                continue
            return Verdict(known=verdict.known, warnings=verdict.warnings, written=True)
        raise BlockingIOError(0, "is being changed all the time; try again", str(path))

    def _tried(self, edit: Edit) -> tuple[Verdict, bytes, bytes]:
        """What a change would bring about, the file as it is, and as it would be."""
        state, path = self.state(), self.folder / self._file(edit.table)
        before = _bytes(path)
        rows = Rows.of(before, path.name) if before else self._new_file(edit, path.name)
        at = rows.find(edit.id, edit.number) if edit.number else None
        if edit.number:
            rival = _rival(edit, rows, at)
            if at is None or rival:
                return Verdict(rival=rival), before, before
        lacking = tuple(name for name, cell in edit.cells.items() if cell and name not in rows.names)
        if strange := [name for name in lacking if name not in self._columns(edit.table)]:
            mend = (
                did_you_mean(strange[0], self._columns(edit.table)) or "write it into the header of the file"
            )
            wrong = Fault(path.name, "is no column of this table", mend, value=strange[0])
            return Verdict((wrong,)), before, before
        for name in lacking:
            rows = rows.widened(name)
        cells = {name: cell for name, cell in edit.cells.items() if name in rows.names}
        if edit.remove and at is not None:
            rows = rows.without(at)
        elif at is not None:
            rows = rows.changed(
                at, {name: cell for name, cell in cells.items() if rows.cells(at)[name] != cell}
            )
        else:
            rows = rows.added(cells)
            at = len(rows.rows) - 1
        after = rows.content
        then = State.of(read_package(self.folder, {edit.table: after}))
        here = (self._file(edit.table), None if edit.remove else at + 1)
        read = then.package.tables.get(edit.table)
        unread = not edit.remove and (read is None or at + 1 not in read.rows)
        # An empty row, or one like the header, is passed over by whoever reads the file.
        lost = (Fault(here[0], "is empty", "every row needs one", here[1], column="id"),) if unread else ()
        verdict = Verdict(
            lost + _more(then.faults, state.faults),
            state.faults,
            tuple(one for one in then.warnings if (one.file, one.row) == here)
            + _more((one for one in then.warnings if (one.file, one.row) != here), state.warnings),
            widened=lacking,
        )
        return verdict, before, after

    def _new_file(self, edit: Edit, name: str) -> Rows:
        """A table that there is no file of yet: the columns that it needs, and those that are filled."""
        known = columns(edit.table, self.languages())
        return Rows.new([one.name for one in known if one.required or edit.cells.get(one.name)], name)

    def _columns(self, table: str) -> list[str]:
        return [one.name for one in columns(table, self.languages())]

    def _file(self, table: str) -> str:
        return table_file(table, self.state().package.meta)

    def _stamp(self) -> tuple[object, ...]:
        meta = self._state.package.meta if self._state else {}
        names = {*(table_file(table, meta) for table in TABLES), WORDS, MANIFEST}
        paths = [
            *(self.folder / name for name in sorted(names)),
            *sorted((self.folder / FOLDER).glob("*.json")),
        ]
        found = ((str(path), path.stat()) for path in paths if path.is_file())
        return tuple((name, there.st_mtime_ns, there.st_size, there.st_ino) for name, there in found)


def row_of(table: RawTable | None, record: str) -> tuple[int, dict[str, str]]:
    """The number and the cells of the row of an id, (0, {}) where there is none.

    A row whose id is not its own, or empty, is asked for by its number: ``:17``.
    """
    if table is None or "id" not in table.frame:
        return 0, {}
    by_number = record.startswith(":") and record[1:].isdecimal()
    asked = table.rows == int(record[1:]) if by_number else table.frame["id"].str.strip() == record
    at = next(iter(table.frame.index[asked]), None)
    if at is None:
        return 0, {}
    return int(table.rows[at]), {str(name): str(cell) for name, cell in table.frame.loc[at].items()}


def _rival(edit: Edit, rows: Rows, at: int | None) -> Rival | None:
    if at is None:
        return Rival(gone=True)
    theirs = rows.cells(at)
    names = tuple(name for name in {**theirs, **edit.was} if theirs.get(name, "") != edit.was.get(name, ""))
    return Rival(theirs=theirs, columns=names) if names else None


def _more(faults: Iterable[Fault], before: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults that were not there before; a row that moved up or down is the same."""
    known = Counter(_told(one) for one in before)
    found = []
    for one in faults:
        if known[_told(one)]:
            known[_told(one)] -= 1
        else:
            found.append(one)
    return tuple(found)


def _told(fault: Fault) -> tuple[str, ...]:
    return fault.file, fault.id, fault.column, fault.value, fault.kind[2]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
