"""The server of the page to edit: it answers on this machine alone, and nobody without the key in its address."""

import hmac
import json
import secrets
from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from waterbed.layers.errors import DataError
from waterbed.layers.schema.tables import TABLES
from waterbed.output.edit.desk import Desk, Edit
from waterbed.output.edit.pages import Pages, as_mapping
from waterbed.output.edit.spot import TYPED
from waterbed.output.player.snippet import SANDBOX

HOST = "127.0.0.1"
MOST_BYTES = 12_000_000
"""A row may hold an outline of five million characters, and comes with what it was before."""
_PATIENCE_S = 20
_LONGEST_TYPED = 5_000
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # the address has the key in it
    "Server": "waterbed",
    "X-Content-Type-Options": "nosniff",
}


class EditServer:
    """Serves the page of one data set under a key that is new each time.

    Parameters
    ----------
    desk
        The data set.
    port
        Port of this machine, 0 for any that is free.

    Raises
    ------
    OSError
        If the port is taken.
    """

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self.key = secrets.token_urlsafe(24)
        self._sockets = bind_sockets(port, HOST)
        self.port: int = self._sockets[0].getsockname()[1]
        self._hand = ThreadPoolExecutor(max_workers=1)
        given = {"pages": Pages(desk), "key": self.key, "port": self.port, "hand": self._hand}
        application = Application(
            [(r"/([\w-]{1,64})/([a-z]*(?:\.[a-z]+)?)", _Handler, given)],
            default_handler_class=_Handler,
            default_handler_args=given,
            log_function=lambda _: None,  # the address in it would have the key
        )
        self._server = HTTPServer(
            application, max_buffer_size=MOST_BYTES, max_body_size=MOST_BYTES, body_timeout=_PATIENCE_S
        )
        self._server.add_sockets(self._sockets)

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{HOST}:{self.port}/{self.key}/"

    def run(self) -> None:
        """Serve until the loop is stopped or interrupted."""
        try:
            IOLoop.current().start()
        finally:
            self.close()

    def close(self) -> None:
        """Listen no more."""
        self._server.stop()
        self._hand.shutdown(cancel_futures=True)


class _Handler(RequestHandler):
    """One answer to whoever has the key, asks by a name of this machine and, to change something, from the page itself."""

    def initialize(self, pages: Pages, key: str, port: int, hand: Executor) -> None:
        self.pages, self.key, self.hand = pages, key, hand
        self.hosts = (f"{HOST}:{port}", f"localhost:{port}")

    def set_default_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", _POLICY)

    def prepare(self) -> None:
        # A name of somebody's own that leads to this machine would make his page and this one of one origin.
        if self.request.headers.get_list("Host") not in [[one] for one in self.hosts]:
            raise HTTPError(404)
        if not self._known():
            raise HTTPError(404)
        if self.request.method == "POST":
            own = self.request.headers.get("Origin") == f"http://{self.request.host}"
            kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
            if not own or kind != "application/json":
                raise HTTPError(403)

    def get(self, _: str, what: str) -> None:
        pages, lang = self.pages, self.pages.language(self._typed("lang"))
        answers: dict[str, Callable[[], Any]] = {
            "": lambda: pages.page(lang),
            "edit.css": lambda: self._of_kind("text/css", pages.style()),
            "edit.js": lambda: self._of_kind("text/javascript", pages.script()),
            "rows": lambda: pages.rows(lang, self._table(), self._typed("typed")),
            "form": lambda: pages.form(lang, self._table(), self._typed("id")),
            "said": lambda: pages.said(lang, self._table(), self._typed("column"), self._typed("typed")),
            "find": lambda: {
                "found": pages.found(lang, self._table(), self._typed("column"), self._typed("typed"))
            },
            "spot": lambda: pages.spot(lang, {name: self._typed(name) for name in TYPED}),
            "removal": lambda: pages.removal(lang, self._table(), self._typed("id")),
            "map": lambda: self._map(lang),
        }
        if what not in answers:
            raise HTTPError(404)
        self.finish(answers[what]())

    async def post(self, _: str, what: str) -> None:
        if what not in ("check", "save"):
            raise HTTPError(404)
        lang, edit = self.pages.language(self._typed("lang")), self._edit()
        desk = self.pages.desk
        try:
            # Beside the loop, one after the other: a date is read meanwhile, however large the set is that is checked.
            done = self.hand.submit(desk.check if what == "check" else desk.save, edit)
            verdict = await wrap_future(done)
        except DataError as error:
            raise HTTPError(409, str(error)) from None
        except OSError as error:
            raise HTTPError(409, f"{error.filename}: {error.strerror or error}.") from None
        self.finish(self.pages.answer(lang, edit, verdict))

    def write_error(self, status_code: int, **given: Any) -> None:
        """Say in one line what is wrong with the files; of everything else nothing but its number."""
        _, error, _ = given.get("exc_info", (None, None, None))
        said = str(status_code)
        if isinstance(error, DataError) and self._known():
            self.set_status(409)
            said = str(error)
        elif isinstance(error, HTTPError) and status_code == 409:
            said = str(error.log_message)
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(said)

    def _known(self) -> bool:
        """Whether the address has the key."""
        given = self.path_args[0] if len(self.path_args) == 2 else ""
        return hmac.compare_digest(given.encode(), self.key.encode())

    def log_exception(self, *given: Any) -> None:
        """Faults of the data are told on the page; what a stranger asks for is nothing to tell."""
        if not isinstance(given[1], HTTPError | DataError):
            super().log_exception(*given)

    def _map(self, lang: str) -> str:
        # In a frame of its own origin: it may run its scripts, and reach neither the page nor this server.
        self.set_header("Content-Security-Policy", f"frame-ancestors 'self'; sandbox {SANDBOX}")
        return self.pages.map(lang)

    def _of_kind(self, kind: str, text: str) -> str:
        self.set_header("Content-Type", f"{kind}; charset=UTF-8")
        return text

    def _typed(self, name: str) -> str:
        text = str(self.get_query_argument(name, "", strip=False))
        if len(text) > _LONGEST_TYPED:
            raise HTTPError(400)
        return text

    def _table(self) -> str:
        return _known_table(self._typed("table"))

    def _edit(self) -> Edit:
        try:
            asked = json.loads(self.request.body)
            if not isinstance(asked, dict) or not isinstance(asked.get("number"), int):
                raise ValueError("body")
            return Edit(
                _known_table(asked.get("table")),
                as_mapping(asked.get("cells")),
                str(asked.get("id") or ""),
                max(0, asked["number"]),
                as_mapping(asked.get("was")),
                asked.get("remove") is True,
            )
        except (ValueError, RecursionError):
            raise HTTPError(400) from None


def _known_table(name: object) -> str:
    if name not in TABLES:
        raise HTTPError(404)
    return str(name)
