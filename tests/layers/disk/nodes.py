"""What may stand where an output should go, and is not to be touched."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path


def _device(path: Path) -> None:
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))


def _socket(path: Path) -> None:
    # The name of a socket may be a hundred bytes long.
    folder = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


def _link_to_file(path: Path) -> None:
    target = path.with_name("target.txt")
    target.write_text("mine")
    path.symlink_to(target)


def _link_to_folder(path: Path) -> None:
    target = path.with_name("target")
    target.mkdir()
    path.symlink_to(target)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


NODES: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "socket": _socket,
    "link to a file": _link_to_file,
    "link to a folder": _link_to_folder,
    "link to nothing": _link_to_nothing,
}
if hasattr(os, "geteuid") and os.geteuid() == 0:
    NODES["device"] = _device


def picture_of(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """All that is in a folder and below: kind and rights, device, content or target."""
    found = {}
    for path in sorted(folder.rglob("*")):
        there = path.lstat()
        content = b""
        if path.is_symlink():
            content = bytes(path.readlink())
        elif stat.S_ISREG(there.st_mode):
            content = path.read_bytes()
        found[path.relative_to(folder).as_posix()] = (there.st_mode, there.st_rdev, content)
    return found
