"""What may be written where: never through a link, never in place of what waterbed did not make."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from waterbed.layers.disk.marks import is_marked

_KINDS = {
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
}


def plain(path: Path) -> int:
    """Kind of what is at a path (``stat.S_IFREG``, ``stat.S_IFDIR``), 0 for nothing.

    Raises
    ------
    OSError
        If it is a link, a device or a pipe: what is written would stand in its place, or somewhere else; or if the
        path leads through a file.
    """
    try:
        kind = stat.S_IFMT(path.lstat().st_mode)
    except FileNotFoundError:
        return 0
    if kind == stat.S_IFLNK:
        said = f"is a link to {path.readlink()}; name that, or another place"
        raise FileExistsError(errno.EEXIST, said, str(path))
    if kind in _KINDS:
        said = f"is {_KINDS[kind]}, not a file or folder; choose another name"
        raise FileExistsError(errno.EEXIST, said, str(path))
    return kind


def odd(path: Path) -> str:
    """What stands where a file should be read, such as a folder or a pipe, which never ends; "" for a file or nothing."""
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except OSError:
        return "a link that leads nowhere" if path.is_symlink() else ""
    return "" if kind == stat.S_IFREG else {**_KINDS, stat.S_IFDIR: "a folder"}.get(kind, "no file")


def plain_file(path: Path) -> int:
    """As `plain`, where a folder is an error too."""
    kind = plain(path)
    if kind == stat.S_IFDIR:
        raise IsADirectoryError(errno.EISDIR, "is a folder, not a file; name a file in it", str(path))
    return kind


def file_place(path: Path, mine: Callable[[Path], bool] = is_marked) -> Path:
    """Where a file goes, its folder resolved, if nothing is there or a file that may be replaced.

    ``mine`` says so of a file; a format with no place for its maker's name has another way to tell.

    Raises
    ------
    OSError
        If something else is there, or a file stands where a folder above it goes.
    """
    if plain_file(path) and not mine(path):
        said = (
            "is there, and nothing in it says that waterbed made it; name another file or move this one away"
        )
        raise FileExistsError(errno.EEXIST, said, str(path))
    return path.parent.resolve() / path.name


def folder_place(path: Path) -> Path:
    """Where a folder goes, all above it resolved, if nothing is there or a folder.

    Raises
    ------
    OSError
        If something else is there.
    """
    if plain(path) == stat.S_IFREG:
        raise FileExistsError(errno.EEXIST, "is a file, not a folder; choose another name", str(path))
    return path.resolve()


def may_change(folder: Path) -> bool:
    """Whether files may be moved into a folder and removed from it."""
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def is_inside(name: object) -> bool:
    """Whether a name that was read from a file is that of a file inside a folder, plainly written."""
    if not isinstance(name, str) or "\\" in name or "\0" in name or PureWindowsPath(name).drive:
        return False
    return all(part not in ("", ".", "..") for part in name.split("/"))


def stands(place: Path, name: str) -> bool:
    """Whether there is a file at a name inside a folder; links are not followed.

    Raises
    ------
    FileExistsError
        If a link or a file stands where the name has a folder, or anything but a file where it has its file.
    """
    parts = name.split("/")
    paths = [place.joinpath(*parts[: many + 1]) for many in range(len(parts))]
    for path in paths:
        wanted, what = (stat.S_IFREG, "a file") if path is paths[-1] else (stat.S_IFDIR, "a folder")
        try:
            there = stat.S_IFMT(path.lstat().st_mode)
        except FileNotFoundError:
            return False
        if there != wanted:
            said = f"stands where waterbed writes {what} of its own; move it away or choose another folder"
            raise FileExistsError(errno.EEXIST, said, str(path))
    return True
