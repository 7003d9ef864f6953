"""The server of a preview: it answers this machine's own pages alone, and tells nothing about its files."""

from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptInjector
from tornado.web import Application
from tornado.websocket import WebSocketHandler

_THIS_MACHINE = r"localhost|127\.0\.0\.1"
_SCRIPT = b'<script src="/livereload.js?port=%d"></script>'


class PreviewServer(Server):  # type: ignore[misc]
    """A server of a folder whose pages are shown anew when something watched has changed."""

    def application(self, port: int, host: str, **_: Any) -> None:
        """Listen; requests for another host name, as a page elsewhere may make them by its own DNS, find nothing."""
        LiveReloadHandler.watcher = self.watcher

        class Injector(LiveScriptInjector):  # type: ignore[misc]
            script = _SCRIPT % port

        application = Application(transforms=[Injector])
        application.add_handlers(
            _THIS_MACHINE,
            [
                (r"/livereload", _Socket),
                (r"/livereload.js", LiveReloadJSHandler),
                *self.get_web_handlers(Injector.script),
            ],
        )
        application.listen(port, address=host)


class _Socket(LiveReloadHandler):  # type: ignore[misc]
    """Tells a page of the preview to load again: pages from elsewhere are refused, paths are not told."""

    def check_origin(self, origin: str) -> bool:
        return bool(WebSocketHandler.check_origin(self, origin))

    def write_message(self, message: Any, binary: bool = False) -> Any:
        if isinstance(message, dict):
            message = {**message, "path": "*"}
        return super().write_message(message, binary)
