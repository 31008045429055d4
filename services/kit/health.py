"""Life signs of a process, on a port of their own and outside any worker pool: /healthz, /readyz, /metrics."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import orjson
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

#: Returns None when all is well, else the reason in a few words.
Probe = Callable[[], str | None]
Start = Callable[..., Any]


def admin_app(probes: Mapping[str, Probe], draining: Callable[[], bool] = lambda: False) -> Any:
    """Return the WSGI app. `/readyz` is 503 while any probe has a complaint or the process is draining."""

    def app(environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/healthz":
            return _answer(start, "200 OK", b'{"alive":true}')
        if path == "/readyz":
            problems = _problems(probes, draining)
            return _answer(start, "503 Service Unavailable" if problems else "200 OK", orjson.dumps(problems))
        if path == "/metrics":
            return _answer(start, "200 OK", generate_latest(), CONTENT_TYPE_LATEST)
        return _answer(start, "404 Not Found", b"{}")

    return app


def serve_in_thread(host: str, port: int, probes: Mapping[str, Probe]) -> None:
    """Serve the admin app from a daemon thread, for processes without eventlet. Port 0 means: do not serve."""
    if port:
        server = make_server(host, port, admin_app(probes), handler_class=_Quiet)
        threading.Thread(target=server.serve_forever, name="admin", daemon=True).start()


def _problems(probes: Mapping[str, Probe], draining: Callable[[], bool]) -> dict[str, str]:
    problems = {name: problem for name, probe in probes.items() if (problem := _ask(probe))}
    return {"process": "draining", **problems} if draining() else problems


def _ask(probe: Probe) -> str | None:
    """A probe that breaks is a complaint, not a crash; its words stay inside."""
    try:
        return probe()
    except Exception as error:  # noqa: BLE001
        return type(error).__name__


def _answer(start: Start, status: str, body: bytes, content_type: str = "application/json") -> list[bytes]:
    start(status, [("Content-Type", content_type), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")])
    return [body]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Probes come every few seconds; their access log would bury everything else."""
