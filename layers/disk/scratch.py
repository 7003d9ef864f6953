"""Folders to work in: gone at the end, or kept for a run that goes on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder of the system's for temporary files, gone at the end."""
    with TemporaryDirectory(prefix="waterbed-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def clear(folder: Path, patterns: Sequence[str]) -> None:
    """Take away what a run of ours has put into a folder, by patterns of names, and the folder when it is empty then."""
    if not folder.is_dir():
        return
    for one in (path for pattern in patterns for path in folder.glob(pattern)):
        if one.is_dir() and not one.is_symlink():
            rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
