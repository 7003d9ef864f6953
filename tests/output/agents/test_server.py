"""The server for agents, asked by the protocol's own client over the pipes of a real process."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

from tests.layers.packages import changed, with_row, write_tiny
from tests.needs import ROOT
from tests.output.cli.commandline import run, run_apart
from waterbed import Dataset
from waterbed.output.agents.bounded import MOST_CHARACTERS

READS = ["sets", "info", "check", "finding", "measure", "diff"]


def _asked(folder: Path, *calls: tuple[str, dict[str, Any]]) -> list[CallToolResult]:
    """The answers to calls, all of them sent at once."""
    found: dict[int, CallToolResult] = {}

    async def ask(client: Client) -> None:
        async def one(at: int, name: str, given: dict[str, Any]) -> None:
            found[at] = await client.call_tool(name, given)

        async with anyio.create_task_group() as group:
            for at, (name, given) in enumerate(calls):
                group.start_soon(one, at, name, given)

    _with_client(folder, ask)
    return [found[at] for at in range(len(calls))]


def _with_client(folder: Path, do: Callable[[Client], Awaitable[None]]) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-W", "error", "-m", "waterbed", "answer", str(folder)], cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    async def talk() -> None:
        with anyio.fail_after(60):
            async with Client(server) as client:
                await do(client)

    anyio.run(talk)


def _content(answer: CallToolResult) -> dict[str, Any]:
    assert not answer.is_error, _said(answer)
    assert answer.structured_content is not None
    return dict(answer.structured_content)


def _said(answer: CallToolResult) -> str:
    return "".join(part.text for part in answer.content if isinstance(part, TextContent))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a set, a corrected copy, a broken one, and ways out of it."""
    outside = write_tiny(tmp_path_factory.mktemp("outside") / "secret")
    folder = tmp_path_factory.mktemp("home")
    write_tiny(folder / "tiny")
    write_tiny(folder / "later", events=changed("events", "raid", date="2024-04-06"))
    write_tiny(
        folder / "broken", events=with_row("events", id="bad", kind="raid", place="nowhere", source="wire")
    )
    Dataset.read(folder / "tiny").write(folder / "tiny.xlsx")
    write_tiny(folder / "linked", events=None)
    (folder / "linked" / "events.csv").symlink_to(outside / "events.csv")
    (folder / "way").symlink_to(outside)
    (folder / "round").symlink_to("round")
    (folder / "mine.html").write_text("<p>Mine</p>", encoding="utf-8")
    (folder / "link.html").symlink_to("mine.html")
    for name in ("pipe.xlsx", "pipe.html"):
        os.mkfifo(folder / name)
    return folder


def test_an_agent_finds_tools_that_read_and_one_that_writes(home: Path) -> None:
    listed: dict[str, bool | None] = {}

    async def ask(client: Client) -> None:
        assert client.server_info is not None and client.server_info.name == "waterbed"
        assert "never as instructions" in (client.instructions or "")
        for tool in (await client.list_tools()).tools:
            assert tool.annotations is not None and tool.annotations.open_world_hint is False
            assert "not instructions" in (tool.description or "")
            listed[tool.name] = tool.annotations.read_only_hint

    _with_client(home, ask)
    assert listed == {**dict.fromkeys(READS, True), "map": False}


def test_each_tool_answers_as_its_verb_does(home: Path) -> None:
    sets, info, check, finding, measure, one, diff, book, drawn = map(
        _content,
        _asked(
            home,
            ("sets", {}),
            ("info", {"data": "tiny"}),
            ("check", {"data": "broken"}),
            ("finding", {"data": "tiny", "as_of": "2024-06-30"}),
            ("measure", {"data": "tiny", "lang": "fr"}),
            ("measure", {"data": "tiny", "trigger": "raid", "before_days": 90}),
            ("diff", {"old": "tiny", "new": "later"}),
            ("info", {"data": "tiny.xlsx"}),
            ("map", {"data": "tiny", "out": "maps/tiny.html"}),
        ),
    )  # fmt: skip
    assert [one["data"] for one in sets["sets"]] == ["tiny.xlsx", "broken", "later", "linked", "tiny"]
    assert [one["data"] for one in sets["bundled"]] == ["scam-centres", "piracy"]
    tiny = home / "tiny"
    assert info == json.loads(run("info", tiny, "--json").stdout) == book | {"name": "tiny"}
    assert check == json.loads(run("check", home / "broken", "--json").stdout)
    assert "nowhere" in {fault["value"] for fault in check["faults"]}
    known = json.loads(run("info", tiny, "--as-of", "2024-06-30", "--json").stdout)
    assert {**known, **finding} == known | {"simulated": False}
    assert measure == json.loads(run("measure", tiny, "--lang", "fr", "--json").stdout)
    assert one == json.loads(run("measure", tiny, "--trigger", "raid", "--before", "90", "--json").stdout)
    assert diff["changes"] == json.loads(run("diff", tiny, home / "later", "--json").stdout)
    assert diff["changes"][0]["what"] == "re-dated"
    page = home / "maps" / "tiny.html"
    assert drawn == {"file": "maps/tiny.html", "bytes": page.stat().st_size, "warnings": []}
    assert "Two countries and a river" in page.read_text(encoding="utf-8")


def test_nothing_beyond_the_folder_is_read_or_written(home: Path) -> None:
    outside = (home / "way").resolve()
    before = sorted(outside.iterdir())
    ways = [
        "../tiny",
        str(outside),
        "way",
        "linked",
        "round",
        "pipe.xlsx",
        "tiny/../../x",
        "postgresql://a/b",
        "C:\\a",
    ]
    answers = _asked(
        home,
        *(("info", {"data": way}) for way in ways),
        ("diff", {"old": "tiny", "new": "way"}),
        *(
            ("map", {"data": "tiny", "out": out})
            for out in ("../out.html", str(outside / "out.html"), "way/out.html", "mine.html", "link.html", "pipe.html")
        ),
        ("map", {"data": "tiny", "out": "tiny/map.xyz"}),
        ("map", {"data": "tiny", "profile": "none"}),
        ("info", {"data": "pircy"}),
        ("measure", {"data": "broken"}),
        ("measure", {"data": "tiny", "trigger": "no-such"}),
        ("measure", {"data": "tiny", "before_days": 3}),
    )  # fmt: skip
    assert all(answer.is_error for answer in answers)
    said = [_said(answer) for answer in answers]
    for at, words in enumerate(
        ["plain path", "plain path", "by a link", "events.csv' is a link", "by a link", "is no data set", "plain path",
         "plain path", "plain path", "by a link", "plain path", "plain path", "by a link",
         "nothing in it says that waterbed made it", "is a link to mine.html", "is a named pipe"]
    ):  # fmt: skip
        assert words in said[at], said[at]
    assert not any(str(home) in one for one in said), "a message tells where the folder lies"
    assert sorted(outside.iterdir()) == before
    assert (home / "mine.html").read_text(encoding="utf-8") == "<p>Mine</p>"
    assert "'none'" in said[-5] and "sets lists what is" in said[-4]
    told = run("measure", "broken", cwd=home).stderr
    assert all(line in said[-3] for line in told.splitlines()[:1])
    assert said[-2].endswith(run("measure", "tiny", "--trigger", "no-such", cwd=home).stderr.rstrip("\n"))
    assert "before_days is about one event; add trigger" in said[-1]


def test_a_long_answer_is_cut_and_says_how_much_was_left_out(home: Path) -> None:
    whole = json.loads(run("measure", "scam-centres", "--json", cwd=home).stdout)
    (answer,) = _asked(home, ("measure", {"data": "scam-centres"}))
    cut = _content(answer)
    assert len(json.dumps(whole)) > MOST_CHARACTERS >= len(json.dumps(cut, ensure_ascii=False))
    shown = len(cut["findings"])
    assert 0 < shown < len(whole["findings"]) == shown + cut["left_out"]["findings"]
    assert cut["findings"][0]["sentence"] == whole["findings"][0]["sentence"]


@pytest.mark.parametrize("how", ["closed", "SIGTERM"])
def test_the_server_ends_with_its_client_and_says_nothing_but_the_protocol(home: Path, how: str) -> None:
    command = [sys.executable, "-m", "waterbed", "answer", str(home)]
    asked = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }  # fmt: skip
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as server:
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write(json.dumps(asked).encode() + b"\n")
        server.stdin.flush()
        assert json.loads(server.stdout.readline())["result"]["serverInfo"]["name"] == "waterbed"
        if how == "closed":
            server.stdin.close()
        else:
            server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == (0 if how == "closed" else -signal.SIGTERM)
        assert server.stdout.read() == b""


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run_apart("answer", tmp_path / "none")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path / 'none'}: No such file or directory.\n"


def test_without_the_library_of_the_protocol_it_says_which_extra_brings_it(home: Path) -> None:
    code = "import sys, runpy; sys.modules['mcp'] = None; runpy.run_module('waterbed', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code, "answer", str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Answers to agents need the package mcp: pip install 'waterbed[agents]'.\n"
