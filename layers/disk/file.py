"""Files that are written whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from waterbed.layers.disk.marks import is_marked
from waterbed.layers.disk.place import file_place
from waterbed.layers.disk.staging import staging


@contextmanager
def new_file(path: Path, mine: Callable[[Path], bool] = is_marked) -> Iterator[Path]:
    """Give a path to write a file to, which is moved to its place when the block ends well; folders above it are made then.

    Until then, and when the block fails or is interrupted, the old file is as it was; the new one has its rights.

    Raises
    ------
    OSError
        If anything but a file that waterbed made (``mine``) is there, or its folder cannot be made or written; it names
        the path.
    """
    place = file_place(path, mine)
    with staging(place, path) as aside:
        staged = aside / place.name
        yield staged
        let_out(staged, path, mine)


def let_out(staged: Path, path: Path, mine: Callable[[Path], bool] = is_marked) -> None:
    """Move a file that is written aside to its place; what is there is looked at again, since hours may have passed.

    Raises
    ------
    OSError
        As `new_file`.
    """
    place = file_place(path, mine)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        staged.chmod(place.stat().st_mode & 0o777)
    staged.replace(place)


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 text with Unix line ends, as :func:`write_bytes` does."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file as `new_file` does."""
    with new_file(path) as staged:
        staged.write_bytes(content)
    return path
