"""Folders that are written whole or not at all: a new one, or one that the same maker made before."""

import errno
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from waterbed.layers.disk.moves import Owned, checksum, file_names, put_in, unowned
from waterbed.layers.disk.place import folder_place, is_inside, stands
from waterbed.layers.disk.staging import is_part, staging

MANIFEST = "manifest.json"
"""What lists the files of a folder that is made anew from time to time."""

NOT_EMPTY = "is there and is not an empty folder; choose another name"

_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Built:
    """What was done to a folder."""

    files: int
    """Files that it has of ours, without the manifest."""
    written: tuple[str, ...]
    """Paths written anew, sorted."""
    removed: tuple[str, ...]
    """Paths that are no longer part of it, sorted."""
    total_bytes: int


@dataclass(slots=True)
class Staged:
    """A folder that is being made."""

    files: Path
    """Where to write what goes out."""
    built: Built = field(default=Built(0, (), (), 0))
    """What was done, once it is done."""

    @property
    def aside(self) -> Path:
        """Where to write what does not."""
        return self.files.parent / "aside"


@contextmanager
def new_folder(folder: Path, last: str) -> Iterator[Path]:
    """Give a folder to write into, whose files are in a new or empty one when the block ends well.

    Parameters
    ----------
    folder
        Must be new or empty; missing parents are made.
    last
        Name of the file that is moved last: what has it is complete.

    Raises
    ------
    OSError
        If `folder` holds anything, is no folder, or cannot be written.
    """

    def nothing(_: Path) -> Owned:
        raise FileExistsError(errno.EEXIST, NOT_EMPTY, str(folder))

    with made_folder(folder, nothing, last) as staged:
        yield staged.files


def is_vacant(folder: Path) -> bool:
    """Whether nothing is there, or a folder that holds nothing."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


@contextmanager
def own_folder(folder: Path, kind: str, about: Mapping[str, Any]) -> Iterator[Staged]:
    """Give a folder to write into, whose files are in their place when the block ends well.

    Until then, and when the block fails or is interrupted, `folder` is as it was. What others put into it stays; where they
    changed a file that was made before, nothing is written. Files that are the same stay as they are. A manifest is added
    that lists every file with its checksum.

    Parameters
    ----------
    folder
        New, empty, or made by the same ``kind`` before; missing parents are made.
    kind
        Who makes it, such as "waterbed brief": what the manifest of a folder that may be made anew says.
    about
        What the manifest says beside the list of files.

    Raises
    ------
    OSError
        If `folder` holds anything else, is no folder, or cannot be written.
    """
    with made_folder(folder, lambda place: _listed(place, kind, folder), MANIFEST) as staged:
        yield staged
        files = {name: checksum(staged.files / name) for name in file_names(staged.files)}
        content = {"kind": kind, **about, "files": files}
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (staged.files / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def made_folder(folder: Path, owned: Callable[[Path], Owned], last: str) -> Iterator[Staged]:
    """Give a folder to write into, whose files are in their place when the block ends well.

    Parameters
    ----------
    folder
        What to make; missing parents are made.
    owned
        Called with a folder that holds anything: which of its files may be replaced or removed. It raises where this is
        no folder to write into.
    last
        Name of the file that is moved last.

    Raises
    ------
    OSError
        If `folder` is no folder, or cannot be written.
    """
    place = folder_place(folder)
    with staging(place, folder) as aside:
        held = place.is_dir() and any(not is_part(entry.name) for entry in place.iterdir())
        mine = owned(place) if held else {}
        staged = Staged(aside / "files")
        staged.files.mkdir()
        yield staged
        names = [name for name in file_names(staged.files) if name != last]
        total = sum((staged.files / name).stat().st_size for name in names)
        moves = put_in(staged.files, place, mine, last)
        staged.built = Built(len(names), tuple(sorted({*moves.come} - {last})), moves.go, total)


def put(folder: Path, name: str, content: bytes) -> None:
    """Write a file into a folder that is being made, and the folders above it.

    Raises
    ------
    ValueError
        If it has that file already.
    """
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("xb")
    except FileExistsError:
        raise ValueError(f"{name}: two files of the folder have this name.") from None
    with file:
        file.write(content)


def copied(place: Path, folder: Path) -> Owned:
    """Copy the files of a folder, of whomever they are, into a new one; links and what is staged stay behind."""
    found: dict[str, str] = {}
    for name in file_names(place):
        if not any(map(is_part, name.split("/"))):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(place / name, folder / name)
            found[name] = checksum(folder / name)
    return found


def _listed(place: Path, kind: str, folder: Path) -> Owned:
    """Files that were made before, none of them changed since; a folder of others is an error."""
    said = f"is there and was not made by {kind}; choose another name or empty it"
    manifest = place / MANIFEST
    try:
        if not stands(place, MANIFEST) or manifest.stat().st_size > _MOST_BYTES:
            raise ValueError(MANIFEST)
        content = json.loads(manifest.read_text(encoding="utf-8"))
        if content["kind"] != kind:
            raise ValueError(MANIFEST)
        files = dict(content["files"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise FileExistsError(errno.EEXIST, said, str(folder)) from None
    for name, known in files.items():
        if not (is_inside(name) and isinstance(known, str)):
            said = f"lists {name!r}, which is no file inside its folder; remove it or choose another folder"
            raise FileExistsError(errno.EEXIST, said, str(folder / MANIFEST))
    unowned(place, files)
    return {**files, MANIFEST: None}
