"""Asking for a receipt over real HTTP: only a clear answer counts as one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from services.notify.adapters.http_receipts import HttpReceipts
from services.notify.domain.finding import ACCEPTED, NOBODY_KNOWS, NOT_ACCEPTED, Finding
from tests.unit.notify.builders import a_message

ASKED: list[str] = []


class Source(BaseHTTPRequestHandler):
    """Answers with the status the first part of the path names."""

    def do_GET(self) -> None:
        ASKED.append(self.path)
        self.send_response(int(self.path.split("/")[1]))
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def source() -> Iterator[str]:
    ASKED.clear()
    server = HTTPServer(("127.0.0.1", 0), Source)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, ACCEPTED),
        (404, NOT_ACCEPTED),
        # anything else says nothing about the message
        (204, NOBODY_KNOWS),
        (401, NOBODY_KNOWS),
        (500, NOBODY_KNOWS),
        (503, NOBODY_KNOWS),
    ],
)
def test_only_200_and_404_are_answers(source: str, status: int, answer: Finding) -> None:
    assert HttpReceipts(f"{source}/{status}/{{message_id}}").ask(a_message(message_id="a1@example.org")) is answer
    assert [f"/{status}/a1@example.org"] == ASKED


def test_a_message_id_cannot_change_the_question(source: str) -> None:
    HttpReceipts(f"{source}/200/{{message_id}}").ask(a_message(message_id="../404/x?y#z\r\n@example.org"))
    assert ASKED == ["/200/..%2F404%2Fx%3Fy%23z%0D%0A@example.org"]


def test_a_source_out_of_reach_knows_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/{{message_id}}"
        assert (
            HttpReceipts(url, timeout=0.2).ask(a_message(message_id="a@example.org")) is NOBODY_KNOWS
        )  # accepts, never answers
    assert HttpReceipts(url, timeout=0.2).ask(a_message(message_id="a@example.org")) is NOBODY_KNOWS  # refuses
