"""Work done by several processes, or by this one: each knows the timeline and writes into one folder."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

from waterbed.output.timeline import Timeline

Told: TypeAlias = Callable[[float, float], None]
"""Takes the work done and the work in all."""

_EVERY_S = 0.25


@dataclass(frozen=True, slots=True)
class Desk:
    """What a job finds where it is done."""

    timeline: Timeline
    folder: Path
    """Where it writes."""
    advance: Callable[[float], None]
    """To be called by long jobs with how much of their weight is done since the last call."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do that writes files."""

    weight: float
    """How much of the work it is, about in seconds."""
    run: Callable[[Desk], None]
    """Goes to another process by its name: a function of a module, or a `functools.partial` of one."""


def done_all(
    timeline: Timeline,
    folder: Path,
    waves: Sequence[Sequence[Job]],
    processes: int,
    told: Told | None = None,
) -> None:
    """Do all jobs of a wave, then those of the next; the first failure ends it all."""
    tell = told or (lambda done, total: None)
    total = sum(job.weight for wave in waves for job in wave)
    if processes > 1:
        _apart(timeline, folder, waves, processes, lambda done: tell(done, total))
    else:
        _here(timeline, folder, waves, lambda done: tell(done, total))


def _here(
    timeline: Timeline, folder: Path, waves: Sequence[Sequence[Job]], tell: Callable[[float], None]
) -> None:
    done = [0.0]

    def advance(amount: float) -> None:
        done[0] += amount
        tell(done[0])

    for wave in waves:
        for job in wave:
            _do(job, timeline, folder, advance)


def _apart(
    timeline: Timeline,
    folder: Path,
    waves: Sequence[Sequence[Job]],
    processes: int,
    tell: Callable[[float], None],
) -> None:
    # Fresh processes: a fork would copy the locks of threads that do not come along.
    context = multiprocessing.get_context("spawn")
    stop, life = context.Pipe(duplex=False)
    done = context.Value("d", 0.0)
    pool = ProcessPoolExecutor(processes, context, _begin, (timeline, folder, done, stop))
    try:
        for wave in waves:
            with _interrupts_held():
                pending: set[Future[None]] = {pool.submit(_do_in_worker, job) for job in wave}
            while pending:
                ended, pending = wait(pending, _EVERY_S, FIRST_COMPLETED)
                tell(done.value)
                for future in ended:
                    future.result()
        pool.shutdown()
    finally:
        life.close()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits while workers are born, and they inherit that it does: the first process alone hears it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: dict[str, Any] = {}
"""What a worker was given when it began."""


def _begin(timeline: Timeline, folder: Path, done: Any, stop: Connection) -> None:
    # Where signals cannot be held back: each worker by itself would leave a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(stop,), daemon=True).start()

    def advance(amount: float) -> None:
        with done.get_lock():
            done.value += amount

    _worker.update(timeline=timeline, folder=folder, advance=advance)


def _leave_with(stop: Connection) -> None:
    """End in the middle of a job when the first process stops, however it does: then its end of the pipe is closed."""
    try:
        stop.recv()
    except EOFError:
        os._exit(1)


def _do_in_worker(job: Job) -> None:
    _do(job, **_worker)


def _do(job: Job, timeline: Timeline, folder: Path, advance: Callable[[float], None]) -> None:
    left = [job.weight]

    def advance_within(amount: float) -> None:
        amount = min(amount, left[0])
        left[0] -= amount
        advance(amount)

    job.run(Desk(timeline, folder, advance_within))
    advance(left[0])
