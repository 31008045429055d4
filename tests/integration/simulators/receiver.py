"""Our side, as a simulator sees it: it keeps what arrives and answers as the test says."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from flask import Flask, Response, request

from tests.simulators.base.serving import Served


@dataclass
class Arrived:
    """One request."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str]
    query: dict[str, str]


@dataclass
class Receiver:
    """Takes any request at any path. `statuses` are the answers to come, then 200; `slow` delays each, in seconds."""

    statuses: list[int] = field(default_factory=list)
    slow: float = 0.0
    answer: str = ""
    arrived: list[Arrived] = field(default_factory=list)

    def __enter__(self) -> Self:
        app = Flask("receiver")
        app.add_url_rule("/<path:path>", view_func=self._take, methods=["GET", "POST"])
        self._lock = threading.Lock()
        self._served = Served(app)
        self.url = f"http://127.0.0.1:{self._served.port}"
        return self

    def __exit__(self, _type: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._served.close()

    def json(self) -> list[dict[str, Any]]:
        """Return the bodies so far that are JSON."""
        import json

        return [json.loads(each.body) for each in list(self.arrived)]

    def _take(self, path: str) -> Response:
        body = request.get_data()
        with self._lock:
            self.arrived.append(Arrived(request.method, path, body, dict(request.headers), request.args.to_dict()))
            status = self.statuses.pop(0) if self.statuses else 200
        time.sleep(self.slow)
        return Response(self.answer, status=status)
