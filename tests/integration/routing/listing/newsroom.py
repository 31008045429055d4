"""The desk as a process, its people's tokens, and the application from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests

from services.routing.wiring import Application
from tests.servers.processes import Process

SOON = 10.0


@dataclass
class Newsroom:
    """The process, and the application from outside."""

    process: Process
    application: Application
    tokens: dict[str, str]

    @contextmanager
    def listening(self, who: str, **more: str) -> Iterator[Iterator[str]]:
        """Open a stream as somebody; what it says is read line by line."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}", **more.pop("headers", {})}  # type: ignore[dict-item]
        url = f"{self.process.url}/desk/live"
        with requests.get(url, params=more, headers=headers, stream=True, timeout=(SOON, SOON)) as answer:
            assert answer.status_code == 200, answer.status_code
            assert answer.headers["Content-Type"].startswith("text/event-stream")
            lines = answer.iter_lines(chunk_size=1, decode_unicode=True)
            assert next(lines).startswith("retry:")
            yield lines
