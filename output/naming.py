"""What an output may be called: a name that says what will be in it."""

import stat
from pathlib import Path

from waterbed.layers.disk.place import plain, plain_file
from waterbed.output.errors import OptionError

_FILES = {".csv", ".gif", ".htm", ".html", ".json", ".mp4", ".pdf", ".png", ".pptx", ".svg", ".xlsx", ".zip"}
"""Suffixes that nobody gives to a folder but by mistake."""


def file_named(path: str | Path, what: str, *suffixes: str) -> Path:
    """The path of a file to write, if its name ends as it should.

    Parameters
    ----------
    path
        Where to write.
    what
        What is written, in the plural, for the message.
    suffixes
        How its name may end.

    Raises
    ------
    OptionError
        If it ends otherwise.
    OSError
        If a folder is there, a link, a device or a pipe.
    """
    path = Path(path)
    plain_file(path)
    if path.suffix.lower() not in suffixes:
        *others, last = suffixes
        said = f"{', '.join(others)} or {last}" if others else last
        raise OptionError(f"{path.name}: {what} are {said}.")
    return path


def folder_named(path: str | Path, what: str) -> Path:
    """The path of a folder to write, if its name is not that of a file.

    Raises
    ------
    OptionError
        If its name ends as those of files do, and no such folder is there.
    OSError
        If a link is there, a device or a pipe.
    """
    path = Path(path)
    if plain(path) != stat.S_IFDIR and path.suffix.lower() in _FILES:
        raise OptionError(f"{path.name}: {what} is a folder; leave out {path.suffix}.")
    return path
