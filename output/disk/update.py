"""A site's files on disk: only what changed is written; at any moment pages are whole and links lead somewhere.

A first build is made beside its place and moved there as one. A later one stages what is new or changed inside the
folder, then moves it in: new files first, which no old page names, then changed pages, the manifest, and at last what is
gone is removed.
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeAlias

Render: TypeAlias = Callable[[Any], tuple[str, bytes]]
"""Path and content of a page, from what it is planned as."""

MANIFEST = "manifest.json"


MAKER = "waterbed site"


_PART = ".waterbed-part"


_BATCH = 64


class NotOursError(FileExistsError):
    """A folder is there that no site was written to."""

    def __init__(self, folder: Path) -> None:
        said = "is there and holds no site made by waterbed; choose another name or empty it"
        super().__init__(errno.EEXIST, said, str(folder))


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    files: int
    """Files of the site, without the manifest."""
    written: tuple[str, ...]
    """Paths written anew, sorted."""
    removed: tuple[str, ...]
    """Paths that are no longer part of the site, sorted."""
    total_bytes: int


def build(
    folder: Path,
    shared: Mapping[str, bytes],
    pages: Iterable[Any],
    render: Render,
    last: Mapping[str, bytes],
    about: Mapping[str, Any],
    *,
    jobs: int = 1,
    start: Callable[[], None] | None = None,
    told: Callable[[int], None] | None = None,
) -> Built:
    """Write a site.

    Parameters
    ----------
    folder
        Missing, empty, or with a site that waterbed made.
    shared
        Files that pages name, by path.
    pages, render
        What to render, and how; with several jobs both go to other processes by name.
    last
        Files that are moved in after all pages, by path.
    about
        What the manifest says beside the list of files.
    jobs
        Processes.
    start
        Called once in each of the other processes.
    told
        Called with the number of pages done.

    Raises
    ------
    NotOursError
        If the folder holds something else.
    BlockingIOError
        If another build is writing to it.
    """
    live = folder.resolve()
    old = _old_manifest(live)
    live.parent.mkdir(parents=True, exist_ok=True)
    with _staging(live, fresh=old is None) as staged:
        sums: dict[str, str] = {}
        sizes = 0
        for path, content in shared.items():
            sums[path] = stage(live, staged, path, content)
            sizes += len(content)
        for done in _rendered(pages, render, live, staged, jobs, start):
            for path, checksum, size in done:
                if path in sums:
                    raise ValueError(f"{path}: two pages of the site have this path.")
                sums[path] = checksum
                sizes += size
            if told:
                told(len(done))
        for path, content in last.items():
            sums[path] = stage(live, staged, path, content)
            sizes += len(content)
        manifest = _manifest(about, sums)
        if old is None:
            (staged / MANIFEST).write_bytes(manifest)
            _settle(staged, live)
            return Built(len(sums), tuple(sorted(sums)), (), sizes)
        written = _move_in(staged, live, list(last))
        if (live / MANIFEST).read_bytes() != manifest:
            (staged / MANIFEST).write_bytes(manifest)
            (staged / MANIFEST).replace(live / MANIFEST)
        removed = sorted(set(old) - set(sums))
        _remove(live, removed)
    return Built(len(sums), tuple(sorted(written)), tuple(removed), sizes)


def stage(live: Path, staged: Path, path: str, content: bytes) -> str:
    """Put a file into the staging folder, unless the site has the very same; give its checksum."""
    there = live / path
    if not (there.is_file() and there.stat().st_size == len(content) and there.read_bytes() == content):
        target = staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _rendered(
    pages: Iterable[Any],
    render: Render,
    live: Path,
    staged: Path,
    jobs: int,
    start: Callable[[], None] | None,
) -> Iterator[list[tuple[str, str, int]]]:
    work = _Work(render, live, staged)
    if jobs <= 1:
        yield from (work(batch) for batch in _batches(pages))
        return
    # Fresh processes: a fork would copy the locks of threads that do not come along.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=start) as pool:
        yield from pool.map(work, _batches(pages))


def _batches(pages: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    waiting = iter(pages)
    while batch := tuple(islice(waiting, _BATCH)):
        yield batch


@dataclass(frozen=True, slots=True)
class _Work:
    """Renders and stages some pages."""

    render: Render
    live: Path
    staged: Path

    def __call__(self, pages: Iterable[Any]) -> list[tuple[str, str, int]]:
        done = []
        for page in pages:
            path, content = self.render(page)
            done.append((path, stage(self.live, self.staged, path, content), len(content)))
        return done


def _old_manifest(live: Path) -> Mapping[str, str] | None:
    """Checksums of the files of the site that is there; None where there is none."""
    if not live.exists() or (live.is_dir() and not any(live.iterdir())):
        return None
    try:
        content = json.loads((live / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NotOursError(live) from None
    if not isinstance(content, dict) or content.get("kind") != MAKER:
        raise NotOursError(live)
    files: dict[str, str] = content["files"]
    return files


@contextmanager
def _staging(live: Path, *, fresh: bool) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards; a later build keeps others out while it has it."""
    if fresh:
        with tempfile.TemporaryDirectory(prefix=f".{live.name}-", dir=live.parent) as name:
            staged = Path(name, "site")
            staged.mkdir()
            yield staged
        return
    handle = os.open(live, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BlockingIOError(error.errno, "another build is writing to this site", str(live)) from None
        staged = live / _PART
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir()
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    finally:
        os.close(handle)


def _settle(staged: Path, live: Path) -> None:
    try:
        staged.rename(live)
    except OSError as error:
        raise NotOursError(live) from error


def _move_in(staged: Path, live: Path, last: list[str]) -> list[str]:
    """New files first, then changed ones, then those that lead in; each is replaced as a whole."""
    paths = [path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()]
    order = sorted(paths, key=lambda path: (path in last, (live / path).exists(), path))
    for path in order:
        (live / path).parent.mkdir(parents=True, exist_ok=True)
        (staged / path).replace(live / path)
    return order


def _remove(live: Path, paths: Iterable[str]) -> None:
    for path in paths:
        (live / path).unlink(missing_ok=True)
        for parent in Path(path).parents:
            if parent != Path() and (live / parent).is_dir() and not any((live / parent).iterdir()):
                (live / parent).rmdir()


def _manifest(about: Mapping[str, Any], sums: Mapping[str, str]) -> bytes:
    content = {"kind": MAKER, **about, "files": dict(sorted(sums.items()))}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
