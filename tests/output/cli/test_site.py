"""``waterbed site`` and ``waterbed serve`` as a user meets them."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

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
        and "holds no site made by waterbed" in done.stderr
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


def test_serve_shows_the_site_and_builds_it_anew_when_the_data_changes(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "records")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "waterbed", "serve", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = f"http://localhost:{port}/en/events/ban.html"
        assert "Ban on online gambling" in _fetched(page, "Ban on online gambling")
        write_tiny(folder, events=changed("events", "ban", label_en="Ban on all gambling"))
        assert "Ban on all gambling" in _fetched(page, "Ban on all gambling")
    finally:
        process.terminate()
        process.wait()


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
