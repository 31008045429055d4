"""Asking for a receipt over real HTTP: only a clear answer counts as one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from services.notify.adapters.http_receipts import HttpReceipts, NoReceipts
from services.notify.usecases.ports import Answer

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
        (200, Answer.ACCEPTED),
        (404, Answer.NOT_ACCEPTED),
        # anything else says nothing about the message
        (204, Answer.NOBODY_KNOWS),
        (401, Answer.NOBODY_KNOWS),
        (500, Answer.NOBODY_KNOWS),
        (503, Answer.NOBODY_KNOWS),
    ],
)
def test_only_200_and_404_are_answers(source: str, status: int, answer: Answer) -> None:
    assert HttpReceipts(f"{source}/{status}/{{message_id}}").ask("a1@example.org") is answer
    assert [f"/{status}/a1@example.org"] == ASKED


def test_a_message_id_cannot_change_the_question(source: str) -> None:
    HttpReceipts(f"{source}/200/{{message_id}}").ask("../404/x?y#z\r\n@example.org")
    assert ASKED == ["/200/..%2F404%2Fx%3Fy%23z%0D%0A@example.org"]


def test_a_source_out_of_reach_knows_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/{{message_id}}"
        assert HttpReceipts(url, timeout=0.2).ask("a@example.org") is Answer.NOBODY_KNOWS  # accepts, never answers
    assert HttpReceipts(url, timeout=0.2).ask("a@example.org") is Answer.NOBODY_KNOWS  # refuses


def test_without_a_source_nobody_knows() -> None:
    assert NoReceipts().ask("a@example.org") is Answer.NOBODY_KNOWS
