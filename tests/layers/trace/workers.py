"""Workers of a Dask cluster as processes of their own, one of which may be killed while it works."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from distributed import LocalCluster

ROOT = Path(__file__).parents[3]


@contextmanager
def cluster_of(workers: int, folder: Path) -> Iterator[tuple[Any, list["subprocess.Popen[bytes]"]]]:
    """Give a scheduler on loopback and its workers."""
    with LocalCluster(
        n_workers=0, host="127.0.0.1", dashboard_address=None, silence_logs="CRITICAL"
    ) as cluster:
        command = [
            sys.executable, "-m", "distributed.cli.dask_worker", cluster.scheduler_address, "--no-nanny",
            "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder),
        ]  # fmt: skip
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        running = [
            subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
            for _ in range(workers)
        ]
        try:
            cluster.scheduler.loop  # noqa: B018 - it is up
            _until(lambda: len(cluster.scheduler.workers) == workers, "workers come")
            yield cluster, running
        finally:
            for worker in running:
                worker.kill()
            for worker in running:
                worker.wait()


@contextmanager
def one_killed_at_work(
    cluster: Any, workers: list["subprocess.Popen[bytes]"], done: int = 1
) -> Iterator[list[int]]:
    """Kill the first worker when so many tasks are done and it has others in hand; gives how many those were."""
    in_hand: list[int] = []

    def kill() -> None:
        tasks = cluster.scheduler.tasks
        _until(lambda: sum(one.state == "memory" for one in list(tasks.values())) >= done, "tasks are done")
        workers[0].send_signal(signal.SIGKILL)
        in_hand.append(sum(one.state in ("processing", "waiting", "queued") for one in list(tasks.values())))

    killer = threading.Thread(target=kill)
    killer.start()
    yield in_hand
    killer.join()


def _until(holds: Any, what: str, most_s: float = 60) -> None:
    end = time.monotonic() + most_s
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.005)
