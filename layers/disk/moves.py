"""What is written aside comes into a folder that is there: settled first, then done, or finished by a later run."""

import contextlib
import errno
import filecmp
import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from waterbed.layers.disk.place import is_inside, may_change, stands

Owned = Mapping[str, str | None]
"""Files of a folder that may be replaced or removed, by name, each with the SHA-256 that it must have; None for any."""

_SETTLED = "settled.json"


@dataclass(frozen=True, slots=True)
class Moves:
    """What is to happen to a folder; all names are of files inside it."""

    come: tuple[str, ...]
    """Files that are moved in, in this order."""
    go: tuple[str, ...]
    """Files that are removed after that."""

    @classmethod
    def settled(cls, staged: Path, place: Path, owned: Owned, last: str) -> "Moves":
        """Compare what was written aside with a folder; nothing is changed yet.

        New files come first, which no old page names; then changed ones; what stands at the top, and so leads in, after
        all others. Files that are the same already stay. What comes has the rights of what it replaces.

        Raises
        ------
        OSError
            If something else stands where a file must go, or a folder may not be changed.
        """
        names = file_names(staged)
        there = {name for name in names if stands(place, name)}
        same = {name for name in there if filecmp.cmp(staged / name, place / name, shallow=False)}
        go = tuple(name for name in sorted({*owned} - {*names}) if _is_there(place, name))
        unowned(place, {name: owned.get(name, "") for name in [*sorted(there - same), *go]})
        for name in there - same:
            (staged / name).chmod((place / name).stat().st_mode & 0o777)
        come = sorted({*names} - same, key=lambda name: (name == last, "/" not in name, name in there, name))
        for folder in {_nearest(place, name) for name in [*come, *go]}:
            if not may_change(folder):
                raise PermissionError(errno.EACCES, "may not be changed", str(folder))
        return cls(tuple(come), go)

    def do(self, staged: Path, place: Path) -> None:
        """Move and remove; what is done already is passed over."""
        ready: set[Path] = set()
        for name in self.come:
            above = (place / name).parent
            if above not in ready:
                stands(place, name)
                above.mkdir(parents=True, exist_ok=True)
                ready.add(above)
            with contextlib.suppress(FileNotFoundError):  # it has been moved
                os.replace(f"{staged}/{name}", f"{place}/{name}")  # noqa: PTH105  the less time the better
        for name in self.go:
            if _is_there(place, name):
                (place / name).unlink()
            for above in (place / name).parents:
                if above == place:
                    break
                with contextlib.suppress(OSError):  # it holds something else
                    above.rmdir()


def put_in(staged: Path, place: Path, owned: Owned, last: str = "") -> Moves:
    """Bring a folder that is written aside, in a staging folder, to its place.

    Where there is nothing yet it is moved as one. Else only its files are: the folder there stays the one that it is, with
    its rights and with all that is not waterbed's. From the first move on it will be finished, if need be by another run.

    Parameters
    ----------
    staged
        Two levels below a folder made by :func:`waterbed.layers.disk.staging.staging`.
    place
        Where it goes.
    owned
        What may be replaced; what of it is not written anew is removed.
    last
        The file that is moved in after all others: what has it is complete.

    Raises
    ------
    OSError
        If it cannot be put there.
    """
    if not place.exists():
        names = file_names(staged)
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(place)
        return Moves(tuple(names), ())
    moves = Moves.settled(staged, place, owned, last)
    part = staged.parents[1]
    to = {"staged": staged.relative_to(part).as_posix(), "place": os.path.relpath(place, part.parent)}
    note = staged.with_name(_SETTLED)
    note.write_text(json.dumps({**to, **asdict(moves)}), encoding="utf-8")
    note.replace(part / _SETTLED)
    try:
        moves.do(staged, place)
    except KeyboardInterrupt:
        # It comes too late: all was made, and some of it has been moved.
        moves.do(staged, place)
    (part / _SETTLED).unlink()
    return moves


def is_settled(part: Path) -> bool:
    """Whether moves out of a staging folder have begun and not ended."""
    return (part / _SETTLED).is_file()


def finish(part: Path) -> None:
    """End the moves that a killed run had begun; names that lead out of the folder are not obeyed.

    Raises
    ------
    OSError, ValueError
        If that cannot be.
    """
    content = json.loads((part / _SETTLED).read_text(encoding="utf-8"))
    come, go, staged, place = (content[name] for name in ("come", "go", "staged", "place"))
    if not all(map(is_inside, [*come, *go, staged, *([place] if place != "." else [])])):
        raise ValueError(f"{part}: names files outside")
    Moves(tuple(come), tuple(go)).do(part / staged, part.parent / place)


def file_names(folder: Path) -> list[str]:
    """Names of the files in a folder and below, sorted; links, pipes and their like are no files."""
    found = (Path(above, name) for above, _, names in os.walk(folder) for name in names)
    plain = (path for path in found if stat.S_ISREG(path.lstat().st_mode))
    return sorted(path.relative_to(folder).as_posix() for path in plain)


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unowned(place: Path, owned: Owned) -> None:
    """Refuse to touch files that are not, or no longer, as they were made.

    Raises
    ------
    FileExistsError
        If one is there and differs; it names the first and says how many there are.
    """
    others = [name for name, known in owned.items() if known is not None and _differs(place, name, known)]
    if others:
        more = f", and so it is with {len(others) - 1:,} others" if len(others) > 1 else ""
        said = f"is there and is not as waterbed wrote it{more}; move it away or choose another folder"
        raise FileExistsError(errno.EEXIST, said, str(place / others[0]))


def _differs(place: Path, name: str, known: str) -> bool:
    return _is_there(place, name) and checksum(place / name) != known


def _is_there(place: Path, name: str) -> bool:
    """As `stands`; what is somebody else's is nothing to us."""
    try:
        return stands(place, name)
    except FileExistsError:
        return False


def _nearest(place: Path, name: str) -> Path:
    """The folder that a file is moved into, or the lowest above it that is there."""
    return next(above for above in (place / name).parents if above.is_dir())
