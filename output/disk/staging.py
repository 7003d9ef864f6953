"""A folder to write into before anything is put in its place: gone afterwards, or at the next run after a killed one."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OLD = "old"


@contextmanager
def staging(place: Path, shown: Path) -> Iterator[Path]:
    """Give an empty folder beside a place, on the same disk.

    It has one name for each place, so that a run finds and clears what a killed one left.

    Parameters
    ----------
    place
        What will be put in place, resolved; its parent exists.
    shown
        The place as the user named it, for messages.

    Raises
    ------
    BlockingIOError
        If another run is writing to the place.
    OSError
        If the folder cannot be made; it names the place.
    """
    folder = place.parent / f".{place.name}.waterbed-part"
    try:
        handle = _locked(folder)
    except BlockingIOError as error:
        raise BlockingIOError(
            error.errno, "another run is writing it; wait for its end", str(shown)
        ) from None
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(shown)) from None
    try:
        _bring_back(folder, place)
        _clear(folder)
        yield folder
    except OSError as error:
        named = str(error.filename or "")
        if error.errno is None or (named and not named.startswith(str(folder))):
            raise
        # A full disk names no file, and one aside means nothing to the user.
        raise OSError(error.errno, error.strerror, str(shown)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def swap(staged: Path, place: Path, folder: Path) -> None:
    """Put what is staged into a place; what was there before is moved into the staging folder.

    Raises
    ------
    OSError
        If it cannot be put there; the place is as it was.
    """
    old = folder / _OLD
    try:
        if place.is_dir():  # a file is replaced in one step
            place.rename(old)
        staged.replace(place)
    except BaseException:
        _bring_back(folder, place)
        raise


def _bring_back(folder: Path, place: Path) -> None:
    """What was moved aside and not replaced: a run was killed between the two."""
    old = folder / _OLD
    if old.exists() and not place.exists():
        old.rename(place)


def _locked(folder: Path) -> int:
    """The folder, made if need be and held: the system lets go of it when the run ends, however it does."""
    while True:
        folder.mkdir(exist_ok=True)
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:
            continue  # another run has just ended
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), folder.stat()):
                return handle
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
