"""Who the server of the page answers, and whom it does not."""

import json
import signal
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.layers.packages import write_tiny
from tests.output.cli.commandline import run
from tests.output.edit.conftest import Served


def _asked(
    shared: Served, path: str, *, method: str = "GET", body: str = "", **headers: str
) -> tuple[int, str]:
    """Status and text of an answer; a header is named with _ for -, and left out where it is ""."""
    own = {"Host": f"127.0.0.1:{shared.port}", "Connection": "close"}
    if method == "POST":
        own |= {"Origin": f"http://127.0.0.1:{shared.port}", "Content-Type": "application/json"}
    given = own | {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection("127.0.0.1", shared.port, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in (given | {"Content-Length": str(len(body.encode()))}).items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(body.encode())
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def _edit(**changes: object) -> str:
    edit = {"table": "events", "id": "", "number": 0, "was": {}, "cells": {"id": "x"}}
    return json.dumps(edit | changes)


def test_nobody_is_answered_without_the_key(shared: Served) -> None:
    key = shared.address.split("/")[3]
    assert _asked(shared, f"/{key}/")[0] == 200
    wrong = [key[:-1], key + "0", key.swapcase(), "x", "%00", f"..%2f{key}", f"{key}%2f"]
    places = [
        f"/{one}/{what}" for one in wrong for what in ("", "edit.js", "edit.css", "rows?table=events", "map")
    ]
    for place in ["/", "", "*", "/favicon.ico", f"/{key}", f"//{key}/", f"/?key={key}", *places]:
        status, text = _asked(shared, place or "/")
        assert (status, text) == (404, "404"), place
    assert _asked(shared, f"/{key[:-1]}/save", method="POST", body=_edit())[0] == 404


def test_the_key_alone_opens_nothing_but_what_the_page_has(shared: Served) -> None:
    key = shared.address.split("/")[3]
    for what in (
        "../events.csv",
        "..%2f..%2fevents.csv",
        "events.csv",
        "datapackage.json",
        "page.html",
        ".",
        "edit.css/",
    ):
        assert _asked(shared, f"/{key}/{what}") == (404, "404"), what
    for table in ("../sources", "nothing", ""):
        assert _asked(shared, f"/{key}/form?table={table}")[0] == 404
        assert _asked(shared, f"/{key}/save", method="POST", body=_edit(table=table))[0] == 404
    for method in ("PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "BREW"):
        assert _asked(shared, f"/{key}/save", method=method, body="")[0] == 405, method


@pytest.mark.parametrize(
    "host", ["stranger.example", "127.0.0.1", "localhost:1", "127.0.0.1.stranger.example:{port}", ""]
)
def test_another_name_for_this_machine_finds_nothing(shared: Served, host: str) -> None:
    given = host.format(port=shared.port)
    path = f"/{shared.address.split('/')[3]}/"
    assert _asked(shared, path, Host=given)[0] in (400, 404)
    assert _asked(shared, f"{path}save", method="POST", body=_edit(), Host=given, Origin=f"http://{given}")[
        0
    ] in (400, 404)
    assert _asked(shared, path, Host=f"localhost:{shared.port}")[0] == 200


def test_only_the_page_itself_may_write(shared: Served) -> None:
    path, before = f"/{shared.address.split('/')[3]}/save", shared.content("events")
    own = f"http://127.0.0.1:{shared.port}"
    cells = {"id": "new", "label_en": "New", "kind": "raid", "source": "wire"}
    for origin in (
        "",
        "null",
        "https://stranger.example",
        f"{own}0",
        own.replace("http:", "https:"),
        f"{own}/",
    ):
        assert _asked(shared, path, method="POST", body=_edit(cells=cells), Origin=origin)[0] == 403, origin
    for kind in ("", "text/plain", "application/x-www-form-urlencoded"):
        assert _asked(shared, path, method="POST", body=_edit(cells=cells), Content_Type=kind)[0] == 403, kind
    assert shared.content("events") == before
    status, text = _asked(shared, path, method="POST", body=_edit(cells=cells))
    assert (status, json.loads(text)["written"]) == (200, True)
    assert shared.content("events") == before + b"new,New,,raid,,,,,wire,,\r\n"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        _edit(number="1"),
        _edit(cells=[]),
        _edit(cells={"id": 1}),
        _edit(cells={"id": "\ud800"}),
    ],
)
def test_what_is_no_change_is_refused(shared: Served, body: str) -> None:
    path, before = f"/{shared.address.split('/')[3]}/save", shared.content("events")
    assert _asked(shared, path, method="POST", body=body)[0] == 400
    assert shared.content("events") == before


def test_a_huge_body_is_not_taken(shared: Served) -> None:
    path = f"/{shared.address.split('/')[3]}/save"
    with socket.create_connection(("127.0.0.1", shared.port), timeout=30) as opened:
        head = (
            f"POST {path} HTTP/1.1",
            f"Host: 127.0.0.1:{shared.port}",
            "Content-Length: 999999999999",
            "",
            "",
        )
        opened.sendall("\r\n".join(head).encode())
        assert b" 400 " in opened.recv(4096).split(b"\r\n")[0]
    assert _asked(shared, f"/{shared.address.split('/')[3]}/")[0] == 200


def test_it_listens_on_this_machine_alone(shared: Served) -> None:
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    port = f":{shared.port:04X} "
    assert [line.split()[1] for line in listening.splitlines() if port in line and " 0A " in line] == [
        f"0100007F{port.strip()}"
    ]


def test_an_interrupt_ends_it_cleanly(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    out, err = served.process.communicate(timeout=60)
    assert (served.process.returncode, out, err) == (0, "Ended.\n", "")


def test_what_is_not_edited_in_place_is_said_with_the_way_to_do_it(tmp_path: Path) -> None:
    book = tmp_path / "records.xlsx"
    assert run("convert", write_tiny(tmp_path / "set"), book).returncode == 0
    for named, said in (
        (
            ["piracy"],
            "piracy comes with waterbed and is not edited in place; copy it first: waterbed convert piracy mine",
        ),
        ([], "No data set named, and none in this folder; waterbed new mine writes one"),
        ([book], f"write it as CSV tables first: waterbed convert {book} mine, then waterbed edit mine."),
        (["postgresql://me@server/db?schema=x"], "it is one file or database"),
        ([tmp_path / "nothing"], "there is no such folder"),
    ):
        done = run("edit", *named, cwd=tmp_path)
        assert (done.returncode, said in done.stderr) == (2, True), (named, done.stderr)
