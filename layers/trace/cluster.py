"""More sightings than one machine is for: the same kernel on Dask, in one process, on local workers or at an address."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from waterbed.layers.disk.scratch import scratch
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.trace.grid import Grid
from waterbed.layers.trace.kernel import (
    FLOWS,
    MOVES,
    OUTSIDE,
    PRESENCE,
    TAGGED,
    Found,
    added,
    empty,
    flows_of,
    moves_of,
    presence_of,
    tag,
)
from waterbed.layers.trace.reading import Piece, Sightings
from waterbed.layers.trace.rules import Rules

_ROWS = 250_000
"""Rows of a partition, as near as the row groups of the files allow."""
_PATIENCE_S = 15
_LOCAL = r"local(?::([1-9]\d{0,3}))?"
_ADDRESS = r"(?:tcp|tls|ws|wss)://\S+:\d+/?"
_SPAN = {"first_us": "int64", "last_us": "int64"}


def run(
    sightings: Sightings,
    grid: Grid,
    rules: Rules,
    *,
    scheduler: str,
    memory_limit: str,
    told: Callable[[int, int], object],
) -> Found:
    """Work through files of sightings on Dask.

    Sightings are shuffled by group, so that each group is whole in one partition; moves by their two zones, since
    quartiles are taken of all of them. What a lost worker held is done again by the others.

    Parameters
    ----------
    scheduler
        ``sync``: in this process, shuffled on disk. ``local`` or ``local:N``: N workers of one thread (2). An address such
        as ``tcp://host:8786``: a cluster whose workers have waterbed, and see the files under the same paths.
    memory_limit
        Of each local worker, such as "1GB".
    told
        Called with 0 and the number of rows at the start, and with all of them at the end.

    Raises
    ------
    DataError
        If Dask is missing, the cluster cannot be reached or used, or its memory does not do.
    """
    if find_spec("dask") is None or find_spec("distributed") is None:
        raise _refused("needs the packages dask and distributed", "pip install 'waterbed[cluster]'")
    if sightings.frame is not None:
        raise _refused("takes sightings in files, not a frame in memory", "write them as Parquet first")
    import dask
    from distributed import KilledWorker

    told(0, sightings.rows)
    with (
        scratch() as work,
        _workers(scheduler, memory_limit, str(work), sightings),
    ):
        method = "disk" if scheduler == "sync" else "p2p"
        with dask.config.set({"temporary_directory": str(work), "dataframe.shuffle.method": method}):
            try:
                presence, flows, span = dask.compute(*_plan(sightings, grid, rules))
            except KilledWorker as error:
                problem = f"lost a worker over the same part of the work several times ({error.task})"
                raise _refused(problem, "give the workers more memory, or more of them") from None
    told(sightings.rows, sightings.rows)
    seen = span[span["first_us"] <= span["last_us"]]
    ends = (int(seen["first_us"].min()), int(seen["last_us"].max())) if len(seen) else (0, 0)
    flows = flows.sort_values(["o", "d", "period"], ignore_index=True).astype(FLOWS)
    return Found(added(presence), flows, *ends)


def check_scheduler(scheduler: str, memory_limit: str) -> None:
    """Refuse what is no scheduler, and a limit where it would not be kept.

    Raises
    ------
    ValueError
        It says what can be.
    """
    if scheduler != "sync" and not re.fullmatch(f"{_LOCAL}|{_ADDRESS}", scheduler):
        raise ValueError(f'scheduler: "{scheduler}" is none; write sync, local, local:4 or tcp://host:8786.')
    if memory_limit and not scheduler.startswith("local"):
        raise ValueError("memory limit: of local workers alone; leave it out, or write local:2 as scheduler.")


def _plan(sightings: Sightings, grid: Grid, rules: Rules) -> tuple[Any, Any, Any]:
    """Lay out the work, none of which is done yet."""
    import dask
    import dask.dataframe as dd

    # In the graph once, so that a worker that comes late, or after another was lost, has it too.
    zones = dask.delayed(grid)
    read = dask.delayed(_tagged)
    parts = [
        read(sightings, path.resolve(), piece, zones, rules)
        for path in sightings.files
        for piece in sightings.pieces_of(path, _ROWS)
    ]
    many = max(len(parts), 1 + sightings.rows // _ROWS)
    lazily = partial(dd.map_partitions, enforce_metadata=False)
    tagged = dd.from_delayed(parts, meta=empty(TAGGED), verify_meta=False).shuffle("group", npartitions=many)
    moves = lazily(moves_of, tagged, rules, meta=empty(MOVES))
    by_pair = moves.shuffle(["o", "d"], npartitions=max(1, many // 8))
    return (
        lazily(presence_of, tagged, rules, meta=empty(PRESENCE)),
        lazily(flows_of, by_pair, meta=empty(FLOWS)),
        lazily(_span, tagged, meta=empty(_SPAN)),
    )


def _tagged(sightings: Sightings, path: Path, piece: Piece, grid: Grid, rules: Rules) -> pd.DataFrame:
    return pd.concat(
        [empty(TAGGED), *(tag(part, grid, rules) for part in sightings.parts_of(path, _ROWS, piece))],
        ignore_index=True,
    ).astype(TAGGED)


def _span(tagged: pd.DataFrame) -> pd.DataFrame:
    us = tagged["us"].to_numpy()[tagged["z"].to_numpy() >= OUTSIDE]
    ends = [(int(us.min()), int(us.max()))] if len(us) else []
    return pd.DataFrame(ends, columns=list(_SPAN)).astype(_SPAN)


@contextmanager
def _workers(scheduler: str, memory_limit: str, work: str, sightings: Sightings) -> Iterator[None]:
    """Have Dask compute where it was told to, as long as this lasts."""
    import dask
    from distributed import Client, LocalCluster

    if scheduler == "sync":
        with dask.config.set(scheduler="synchronous"):
            yield
        return
    local = re.fullmatch(_LOCAL, scheduler)
    if not local:
        with _reached(scheduler) as client:
            _look(client, scheduler, sightings)
            yield
        return
    with (
        LocalCluster(
            n_workers=int(local[1] or 2),
            threads_per_worker=1,
            memory_limit=memory_limit or "auto",
            local_directory=work,
            dashboard_address=None,
            silence_logs="CRITICAL",
        ) as cluster,
        Client(cluster),
    ):
        yield


@contextmanager
def _reached(address: str) -> Iterator[Any]:
    from distributed import Client

    there = urlsplit(address)
    try:
        # Dask would wait for one that may come; nobody listens there.
        socket.create_connection((there.hostname, there.port), timeout=_PATIENCE_S).close()
        client = Client(address, timeout=_PATIENCE_S)
    except (OSError, ValueError) as error:
        said = " ".join(str(error).split()).rstrip(".")
        raise _refused(
            f"cannot be reached at {address} ({said})",
            "look whether `dask scheduler` runs there, and its port",
        ) from None
    with client:
        yield client


def _look(client: Any, address: str, sightings: Sightings) -> None:
    """Refuse workers that could not do the work, before it is begun."""
    paths = [str(path.resolve()) for path in sightings.files]
    if not client.scheduler_info(n_workers=-1)["workers"]:
        raise _refused(f"has no workers at {address}", f"start some: dask worker {address}")
    try:
        looks = client.run(seen_by_worker, paths)
    except ImportError as error:
        raise _refused(
            f"has workers at {address} without waterbed ({error})", "install it there in the same version"
        ) from None
    here, _ = seen_by_worker([])
    for worker, (version, missing) in sorted(looks.items()):
        if version != here:
            problem = f"has waterbed {version} on worker {worker}, here it is {here}"
            raise _refused(problem, "install the same version")
        if missing:
            problem = f"has a worker, {worker}, that does not see {missing[0]}"
            raise _refused(problem, "put the files where all workers see them under the same path")


def seen_by_worker(paths: list[str]) -> tuple[str, list[str]]:
    """Say which waterbed a worker has, and which of some files it does not see."""
    return metadata.version("waterbed"), [path for path in paths if not Path(path).is_file()]


def _refused(problem: str, mend: str) -> DataError:
    return DataError((Fault("scheduler", problem, mend),))
