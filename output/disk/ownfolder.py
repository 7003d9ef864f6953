"""A folder that is made whole and swapped in: a new one, or one that the same maker made before."""

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waterbed.output.disk.staging import staging, swap

MANIFEST = "manifest.json"


@contextmanager
def own_folder(folder: Path, kind: str, about: Mapping[str, Any]) -> Iterator[Path]:
    """Give a folder to write into, which takes the place of `folder` when the block ends well.

    Until then, and when the block fails or is interrupted, `folder` is as it was. Files of others in it stay. A manifest
    is added that lists every file with its checksum.

    Parameters
    ----------
    folder
        New, empty, or made by the same ``kind`` before; missing parents are made.
    kind
        Who makes it, such as "waterbed brief": what the manifest of a folder that may be replaced says.
    about
        What the manifest says beside the list of files.

    Raises
    ------
    OSError
        If `folder` holds anything else, is no folder, or cannot be written.
    """
    place = folder.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    with staging(place, folder) as aside:
        listed = _listed(place, kind, folder)
        staged = aside / "new"
        staged.mkdir()
        yield staged
        _write_manifest(staged, kind, about)
        _carry_over(place, staged, listed)
        swap(staged, place, aside)


def _listed(place: Path, kind: str, folder: Path) -> frozenset[str]:
    """Files that were made before; a folder of others is an error."""
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return frozenset()
    try:
        content = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        if content["kind"] != kind:
            raise KeyError(kind)
        return frozenset([*content["files"], MANIFEST])
    except (OSError, ValueError, KeyError, TypeError):
        said = f"is there and was not made by {kind}; choose another name"
        raise FileExistsError(errno.EEXIST, said, str(folder)) from None


def _write_manifest(staged: Path, kind: str, about: Mapping[str, Any]) -> None:
    files = {
        path.relative_to(staged).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(staged.rglob("*"))
        if path.is_file()
    }
    content = {"kind": kind, **about, "files": files}
    (staged / MANIFEST).write_text(
        json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )


def _carry_over(place: Path, staged: Path, listed: frozenset[str]) -> None:
    """What somebody else put into the folder goes on being there."""
    for path in sorted(place.rglob("*")) if place.is_dir() else []:
        name = path.relative_to(place)
        if path.is_file() and name.as_posix() not in listed and not (staged / name).exists():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, staged / name)
