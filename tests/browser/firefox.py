"""A Firefox as readers have it, driven by the protocol it speaks itself (WebDriver BiDi): Playwright drives only its own."""

import asyncio
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

HOW_TO_GET_FIREFOX = "install Firefox, or name one in the environment variable FIREFOX"

_NAMES = ("firefox", "firefox-esr")
_MAC = "/Applications/Firefox.app/Contents/MacOS/firefox"
_LISTENS = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")
_START_SECONDS = 60
_ANSWER_SECONDS = 30


class FirefoxError(Exception):
    """Firefox did not start, did not answer, or refused what it was asked."""


def find_firefox() -> str | None:
    """Path of the Firefox of this machine, None without one."""
    return os.environ.get("FIREFOX") or next(
        (found for name in (*_NAMES, _MAC) if (found := shutil.which(name))), None
    )


class Tab:
    """A tab of a running Firefox."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self._socket = socket
        self._asked = 0
        self._context = ""
        self.errors: list[str] = []
        """What its console and its scripts complained of."""

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Answer to a command; raises FirefoxError where it is refused."""
        self._asked += 1
        await self._socket.write_message(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            said = await asyncio.wait_for(self._socket.read_message(), _ANSWER_SECONDS)
            if said is None:
                raise FirefoxError(method)
            answer = json.loads(said)
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                self.errors.append(str(answer["params"]["text"]))
            if answer.get("id") == self._asked:
                if answer["type"] == "error":
                    raise FirefoxError(method, answer["message"])
                return dict(answer["result"])

    async def open(self, path: Path) -> None:
        """Open a page from disk and wait until all of it is there."""
        if not self._context:
            await self.ask("session.new", capabilities={})
            await self.ask("session.subscribe", events=["log.entryAdded"])
            self._context = (await self.ask("browsingContext.getTree"))["contexts"][0]["context"]
        await self.ask("browsingContext.navigate", context=self._context, url=path.as_uri(), wait="complete")

    async def value(self, expression: str) -> Any:
        """What an expression is in the page: a text, a number, true or false."""
        said = await self.ask(
            "script.evaluate", expression=expression, awaitPromise=True, target={"context": self._context}
        )
        if said["type"] != "success":
            raise FirefoxError(expression, said["exceptionDetails"]["text"])
        return said["result"].get("value")

    async def until(self, expression: str, seconds: float = 20.0) -> None:
        """Wait until an expression holds."""
        late = time.monotonic() + seconds
        while not await self.value(f"Boolean({expression})"):
            if time.monotonic() > late:
                raise FirefoxError(f"not within {seconds:g} s", expression)
            await asyncio.sleep(0.1)

    async def click(self, selector: str) -> None:
        """Press the mouse in the middle of an element."""
        box = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        where = [round(await self.value(f"{box}.{at} + {box}.{size} / 2")) for at, size in _MIDDLE]
        pointer = [
            {"type": "pointerMove", "x": where[0], "y": where[1]},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        await self._act({"type": "pointer", "id": "mouse", "actions": pointer})

    async def press(self, key: str) -> None:
        """Press and release a key, by its code point in WebDriver or its letter."""
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        await self._act({"type": "key", "id": "keyboard", "actions": keys})

    async def _act(self, source: dict[str, Any]) -> None:
        await self.ask("input.performActions", context=self._context, actions=[source])


_MIDDLE = (("x", "width"), ("y", "height"))


def in_firefox(executable: str, used: Callable[[Tab], Awaitable[None]]) -> None:
    """Start a Firefox of its own, without window and network, use a tab of it, and end it."""
    # Playwright keeps a loop running in the thread of the tests.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _in_firefox(executable, used)).result()


async def _in_firefox(executable: str, used: Callable[[Tab], Awaitable[None]]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text('user_pref("network.dns.disabled", true);\n')
        firefox = await asyncio.create_subprocess_exec(
            executable, "--headless", "--remote-debugging-port=0", "--profile", profile, "--no-remote",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            address = await asyncio.wait_for(_address(firefox), _START_SECONDS)
            socket = await websocket_connect(f"{address}/session", max_message_size=1 << 26)
            await used(Tab(socket))
            socket.close()
        finally:
            firefox.kill()
            await firefox.wait()


async def _address(firefox: asyncio.subprocess.Process) -> str:
    said = []
    assert firefox.stderr
    async for line in firefox.stderr:
        if found := _LISTENS.search(line):
            return found[1].decode()
        said.append(line.decode(errors="replace"))
    raise FirefoxError("".join(said[-5:]))
