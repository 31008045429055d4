"""Receivers of webhooks as they are met: good ones, and those that are slow, broken, gone or hostile."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Call:
    """One request, as it came."""

    headers: dict[str, str]
    body: str


@dataclass
class Receiver:
    """A receiver that records its calls and then behaves as it is told."""

    behave: Behaviour
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def ids(self) -> list[str]:
        """Return the ids of what was sent, in order."""
        return [call.headers["webhook-id"] for call in self.calls]


def answering(status: int) -> Behaviour:
    """Answer with a status."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return behave


def redirecting(to: str) -> Behaviour:
    """Send the caller elsewhere."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(307)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return behave


def talking_without_end(handler: BaseHTTPRequestHandler) -> None:
    """Take the message and answer with a body nobody could hold."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        return


@contextmanager
def receiving(behave: Behaviour) -> Iterator[Receiver]:
    """Run a receiver on a port of its own."""
    receiver = Receiver(behave)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            receiver.calls.append(Call({name.lower(): value for name, value in self.headers.items()}, body))
            receiver.behave(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.url = f"http://127.0.0.1:{server.server_port}/1022"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def silent(receiver: Receiver) -> Behaviour:
    """Hold the line and say nothing until the test is over."""

    def behave(_: BaseHTTPRequestHandler) -> None:
        receiver.released.wait(60)

    return behave


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
