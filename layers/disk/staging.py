"""A closed folder to write into before anything is put in its place: gone afterwards, or with the next run."""

import contextlib
import errno
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waterbed.layers.disk.moves import finish, is_settled
from waterbed.layers.disk.place import may_change

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PART = ".waterbed-part"
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
"""What file systems say that have no locks."""
_PATIENCE_S = 1.0
"""Somebody who only clears up has a folder for a moment."""


@contextmanager
def staging(place: Path, shown: Path) -> Iterator[Path]:
    """Give an empty folder on the disk of a place, in which nobody else can look.

    It stands beside the place, in a folder that is named after it and locked: so two runs into one place do not meet, and
    whatever verb writes there next finds what a killed run has left. That is cleared up before anything else is done.

    Parameters
    ----------
    place
        What will be put in place, resolved.
    shown
        The place as the user named it, for messages.

    Raises
    ------
    BlockingIOError
        If another run is writing to the place.
    OSError
        If the folder cannot be made; it names the place.
    """
    home = _home(place)
    try:
        for near in {home, *([place] if place.is_dir() else [])}:
            _clear_up(near)
        part, handle = _held(home, place)
    except BlockingIOError as error:
        raise BlockingIOError(
            error.errno, "another run is writing it; wait for its end", str(shown)
        ) from None
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(shown)) from None
    try:
        # What nobody can guess nobody can ask a server for, even one that may read what is closed.
        folder = part / secrets.token_hex(8)
        folder.mkdir()
        yield folder
    except OSError as error:
        named = Path(error.filename or folder)
        if error.errno is None or not named.is_relative_to(part):
            raise
        # A full disk names no file, and one aside means nothing to the user.
        below = named.parts[len(folder.parts) + 1 :]
        raise OSError(error.errno, error.strerror, str(shown.joinpath(*below))) from error
    finally:
        if not is_settled(part):
            _remove(part)
        os.close(handle)


def is_part(name: str) -> bool:
    """Whether a name is that of a staging folder."""
    return name.startswith(".") and name.endswith(_PART)


def _home(place: Path) -> Path:
    """Beside a place, or above folders that are still to be made; within it where that is another disk or closed to us."""
    above = next((folder for folder in place.parents if folder.is_dir()), place)
    if place.is_dir():
        elsewhere = place.stat().st_dev != above.stat().st_dev
        return place if elsewhere or not may_change(above) else above
    return above


def _held(home: Path, place: Path) -> tuple[Path, int]:
    """The staging folder of a place, made if need be, and what holds it until the run ends, however it does."""
    name = ("-".join(place.relative_to(home).parts) or place.name).encode()[:200].decode(errors="ignore")
    part = home / f".{name}{_PART}"
    patience = time.monotonic() + _PATIENCE_S
    while True:
        part.mkdir(mode=0o700, exist_ok=True)
        try:
            handle = _locked(part)
        except BlockingIOError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.05)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            part.rmdir()
            alone = Path(tempfile.mkdtemp(dir=home, prefix=f".{name}-", suffix=_PART))
            return alone, os.open(os.devnull, os.O_RDONLY)
        else:
            if handle is not None:
                return part, handle


def _locked(part: Path) -> int | None:
    """Hold a staging folder; None where it has just gone.

    Raises
    ------
    OSError
        If it is held by another run, is no folder of ours, or there are no locks.
    """
    if fcntl is None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    try:
        handle = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        if os.fstat(handle).st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, f"{part.name} beside it is somebody else's; have it removed")
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(handle), part.stat()):
            return handle
    except FileNotFoundError:
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _clear_up(home: Path) -> None:
    """End what killed runs had begun to put in place, and remove all else of them; what lives or is not ours stays."""
    with contextlib.suppress(PermissionError), os.scandir(home) as entries:
        parts = [
            Path(entry) for entry in entries if is_part(entry.name) and entry.is_dir(follow_symlinks=False)
        ]
        for part in parts:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                handle = _locked(part)
                if handle is not None:
                    try:
                        if is_settled(part):
                            finish(part)
                    finally:
                        _remove(part)
                        os.close(handle)


def _remove(part: Path) -> None:
    for _ in range(5):
        shutil.rmtree(part, ignore_errors=True)
        if not part.exists():
            return
        time.sleep(0.1)  # workers of a killed run may still be about to notice
