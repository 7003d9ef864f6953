"""A folder of files that is made whole or not at all."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def new_folder(folder: Path, last: str) -> Iterator[Path]:
    """Give a folder to write into, whose files are moved to `folder` when the block ends well.

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
    place = folder.resolve()
    if place.is_file() or (place.is_dir() and any(place.iterdir())):
        raise FileExistsError(
            errno.EEXIST, "is there and is not an empty folder; choose another name", str(folder)
        )
    beside = place if place.is_dir() else place.parent
    beside.mkdir(parents=True, exist_ok=True)
    try:
        staging = tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=beside)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(folder)) from None
    with staging as name:
        staged = Path(name, "files")
        staged.mkdir()
        yield staged
        place.mkdir(exist_ok=True)
        for path in sorted(staged.iterdir(), key=lambda path: (path.name == last, path.name)):
            path.replace(place / path.name)
