"""A PostgreSQL with PostGIS: the one that WATERBED_TEST_PG names, or one of this machine, started for a while."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "Hänsel&7"  # noqa: S105  of a server that lives as long as the tests


def named() -> str:
    """The address that WATERBED_TEST_PG has; "none" where nobody wants a database; "" where it says nothing."""
    return os.environ.get("WATERBED_TEST_PG", "")


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Address of an empty database of a server that ends with the context; it asks for the password."""
    folder = Path(tempfile.mkdtemp(prefix="waterbed-pg-"))
    # PostgreSQL refuses to be started by root, and pytest's own folders are closed to anybody else.
    user = "postgres" if os.geteuid() == 0 else None
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    if user:
        for path in (folder, folder / "password"):
            shutil.chown(path, user, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        _run([str(programs / program), "-D", str(folder / "data"), *arguments], folder, user)

    try:
        run("initdb", "-U", "waterbed", "-A", "scram-sha-256", "--pwfile", str(folder / "password"), "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
        try:
            yield f"postgresql://waterbed:H%C3%A4nsel%267@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


def _run(command: Sequence[str], folder: Path, user: str | None) -> None:
    with (folder / "said").open("wb") as said:  # a pipe would stay open as long as the server lives
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, user=user, group=user,
            extra_groups=[] if user else None, check=False,
        )  # fmt: skip
    if done.returncode:
        told = "".join(
            path.read_text(errors="replace") for path in folder.iterdir() if path.name in ("said", "log")
        )
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {told}")
