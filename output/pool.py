"""Work done by several processes, or by this one; all know the same and each tells how far it is."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeAlias, TypeVar

from waterbed.layers.locale.file import Content
from waterbed.layers.locale.strings import taught, teach

Told: TypeAlias = Callable[[float, float], None]
"""Takes the work done and the work in all."""

_EVERY_S = 0.25


def _alone(amount: float) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What jobs find where they are done; each sort of work has its own, which goes to each process once."""

    advance: Callable[[float], None] = _alone
    """To be called by long jobs with how much of their weight is done since the last call."""


AnyDesk = TypeVar("AnyDesk", bound=Desk)


@dataclass(frozen=True, slots=True)
class Job(Generic[AnyDesk]):
    """Something to do that writes files."""

    weight: float
    """How much of the work it is, in whatever unit all jobs have."""
    run: Callable[[AnyDesk], None]
    """Goes to another process by its name: a function of a module, or a `functools.partial` of one."""


def done_all(
    desk: AnyDesk, waves: Sequence[Sequence[Job[AnyDesk]]], processes: int, told: Told | None = None
) -> None:
    """Do all jobs of a wave, then those of the next; the first failure ends it all."""
    tell = told or (lambda done, total: None)
    total = sum(job.weight for wave in waves for job in wave)
    if processes > 1:
        _apart(desk, waves, processes, lambda done: tell(done, total))
    else:
        _here(desk, waves, lambda done: tell(done, total))


def _here(desk: AnyDesk, waves: Sequence[Sequence[Job[AnyDesk]]], tell: Callable[[float], None]) -> None:
    done = [0.0]

    def advance(amount: float) -> None:
        done[0] += amount
        tell(done[0])

    for wave in waves:
        for job in wave:
            _do(job, desk, advance)


def _apart(
    desk: AnyDesk, waves: Sequence[Sequence[Job[AnyDesk]]], processes: int, tell: Callable[[float], None]
) -> None:
    # Fresh processes: a fork would copy the locks of threads that do not come along.
    context = multiprocessing.get_context("spawn")
    stop, life = context.Pipe(duplex=False)
    done = context.Value("d", 0.0)
    pool = ProcessPoolExecutor(processes, context, _begin, (desk, done, stop, taught()))
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
    """Who stops us waits while workers are born, and they inherit that: the first process alone hears it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: dict[str, Any] = {}
"""What a worker was given when it began."""


def _begin(desk: Desk, done: Any, stop: Connection, languages: Mapping[str, Content]) -> None:
    teach(languages)
    # Where signals cannot be held back: each worker by itself would leave a traceback.
    for by in (signal.SIGINT, signal.SIGTERM):
        signal.signal(by, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(stop,), daemon=True).start()

    def advance(amount: float) -> None:
        with done.get_lock():
            done.value += amount

    _worker.update(desk=desk, advance=advance)


def _leave_with(stop: Connection) -> None:
    """End in the middle of a job when the first process stops, however it does: then its end of the pipe is closed."""
    try:
        stop.recv()
    except EOFError:
        os._exit(1)


def _do_in_worker(job: Job[Any]) -> None:
    _do(job, **_worker)


def _do(job: Job[AnyDesk], desk: AnyDesk, advance: Callable[[float], None]) -> None:
    left = [job.weight]

    def advance_within(amount: float) -> None:
        amount = min(amount, left[0])
        left[0] -= amount
        advance(amount)

    job.run(replace(desk, advance=advance_within))
    advance(left[0])
