"""``waterbed site`` and ``waterbed serve`` as a user meets them."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.layers.packages import changed, write_manifest, write_tiny
from tests.output.cli.commandline import run


def test_site_writes_a_folder_and_says_what_it_lacks(tmp_path: Path) -> None:
    done = run("site", write_tiny(tmp_path / "records"), "-o", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    pages = len(list((tmp_path / "out").glob("??/**/*.html")))
    assert done.stdout.startswith(f"{tmp_path / 'out'}: {pages} pages, ")
    assert "--base-url" in done.stdout
    again = run("site", tmp_path / "records", "-o", tmp_path / "out")
    assert ", 0 of " in again.stdout


def test_site_refuses_a_folder_of_something_else_and_a_wrong_address(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    done = run("site", write_tiny(tmp_path / "records"), "-o", tmp_path)
    assert (
        done.returncode == 1
        and "was not made by waterbed site" in done.stderr
        and "Traceback" not in done.stderr
    )
    assert run("site", tmp_path / "records", "--base-url", "example", cwd=tmp_path).returncode == 2
    assert run("site", tmp_path / "records", "--lang", "de", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "site").exists()


def test_a_profile_decides_what_a_site_may_show(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "records", events=changed("events", "raid", note_en="Only for us"))
    manifest = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    profiles = {"public": {"leave_out": {"columns": ["events.note"]}, "marking": "Public edition"}}
    write_manifest(folder, waterbed=manifest["waterbed"] | {"profiles": profiles})
    done = run("site", folder, "-o", tmp_path / "out", "--profile", "public")
    assert done.returncode == 0, done.stderr
    text = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out").rglob("*.html"))
    assert "Only for us" not in text and "Public edition" in text


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A data set, and the port on which its preview is served."""
    folder = write_tiny(tmp_path / "records")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "waterbed", "serve", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield folder, port
    process.terminate()
    try:
        process.wait(timeout=60)
    finally:
        process.kill()


def test_serve_shows_the_site_and_builds_it_anew_when_the_data_changes(served: tuple[Path, int]) -> None:
    folder, port = served
    page = f"http://localhost:{port}/en/events/ban.html"
    assert "Ban on online gambling" in _fetched(page, "Ban on online gambling")
    with _socket(port, f"http://localhost:{port}") as listening:
        assert b" 101 " in listening.recv(4096)
        _say(listening, {"command": "hello"})
        _say(listening, {"command": "info", "url": page})
        write_tiny(folder, events=changed("events", "ban", label_en="Ban on all gambling"))
        assert "Ban on all gambling" in _fetched(page, "Ban on all gambling")
        heard = b""
        while b'"reload"' not in heard.split(b"official-7")[-1]:
            heard += listening.recv(4096)
    assert b'"path": "*"' in heard and str(folder).encode() not in heard


def test_serve_answers_only_the_pages_of_this_machine(served: tuple[Path, int]) -> None:
    _, port = served
    assert "Ban on online gambling" in _fetched(f"http://localhost:{port}/en/events/ban.html", "Ban")
    with _socket(port, "https://stranger.example") as stranger:
        assert b" 403 " in stranger.recv(4096)
    with pytest.raises(HTTPError, match="404"):
        urlopen(Request(f"http://localhost:{port}/en/index.html", headers={"Host": "stranger.example"}))


def _socket(port: int, origin: str) -> socket.socket:
    """A web socket to the preview, as a page of an origin opens it."""
    opened = socket.create_connection(("127.0.0.1", port), timeout=30)
    lines = (
        "GET /livereload HTTP/1.1",
        f"Host: localhost:{port}",
        f"Origin: {origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    )
    opened.sendall("\r\n".join((*lines, "", "")).encode())
    return opened


def _say(opened: socket.socket, message: dict[str, str]) -> None:
    """Send a short text; what a client sends is masked, here by zeros."""
    text = json.dumps(message).encode()
    opened.sendall(bytes((0x81, 0x80 | len(text), 0, 0, 0, 0)) + text)


def _fetched(url: str, expected: str) -> str:
    """The page, once it says what is expected; else what it said last."""
    text = ""
    for _ in range(300):
        try:
            with urlopen(url) as answer:  # noqa: S310  our own server
                text = answer.read().decode()
        except OSError:
            text = ""
        if expected in text:
            break
        time.sleep(0.2)
    return text
