"""Files that are written whole or not at all."""

import errno
import os
import tempfile
from pathlib import Path


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 text with Unix line ends, as :func:`write_bytes` does."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file beside its place and move it there; a failed or interrupted run leaves the old file as it was.

    Raises
    ------
    OSError
        If the path is a folder, or its folder is missing or cannot be written; it names the path.
    """
    path = path.resolve() if path.is_symlink() else path
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder, not a file", str(path))
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".part")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
