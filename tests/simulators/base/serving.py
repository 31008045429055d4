"""A WSGI app on a real socket in a thread of its own, with the faults that only a connection can have."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, NoReturn

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.simulators.base.faults import Faults

CONTROL = "/control"


class Faulty:
    """Wraps an app: outage, slow answers, connections that end before or after the work is done. Never /control."""

    def __init__(self, app: Any, faults: Faults) -> None:
        self._app, self._faults = app, faults

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith(CONTROL):
            return self._app(environ, start_response)
        if self._faults.take("drop", path):
            return _hang_up(environ)
        if self._faults.is_out():
            start_response("503 Service Unavailable", [("Content-Type", "text/html")])
            return [b"<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>"]
        return self._done(environ, start_response, path)

    def _done(self, environ: dict[str, Any], start_response: Any, path: str) -> Iterable[bytes]:
        swallowed, seconds = self._faults.take("swallow", path), self._faults.take("slow", path)
        answer = self._app(environ, start_response)
        if swallowed:
            # The app has done its work when it returns; only the answer is lost.
            return _hang_up(environ)
        if seconds:
            time.sleep(seconds)
        return answer


def _hang_up(environ: dict[str, Any]) -> NoReturn:
    """Close the connection under the server's feet: the client sees it end without a byte."""
    with suppress(OSError):
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError


class _Quiet(WSGIRequestHandler):
    """Speaks HTTP/1.1, so that clients may keep their connections, and says nothing of it."""

    protocol_version = "HTTP/1.1"
    # Else the headers and the body of an answer wait for one another (Nagle and delayed acknowledgements).
    disable_nagle_algorithm = True

    def make_environ(self) -> dict[str, Any]:
        """Keep headers with an underscore, which werkzeug leaves out: Zalo's are named so."""
        environ = super().make_environ()
        named = {name: value for name, value in self.headers.items() if "_" in name}
        return environ | {f"HTTP_{name.upper()}": value for name, value in named.items()}

    def log(self, *_: Any) -> None:
        """Say nothing."""


class Served:
    """Serves `app` from the moment it is made until `close`."""

    def __init__(self, app: Any, port: int = 0, host: str = "127.0.0.1") -> None:
        self._server: BaseWSGIServer = make_server(host, port, app, threaded=True, request_handler=_Quiet)
        self._server.daemon_threads = True  # type: ignore[attr-defined]
        # Closing waits for no client that keeps its connection.
        self._server.block_on_close = False  # type: ignore[attr-defined]
        self.port: int = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()
