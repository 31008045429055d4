"""What anybody may read travels small; what holds a secret never shows its length."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response, request

from tests.unit.kit_web.probe import site

WORDS = "Đèn đường trước cổng trường đã sáng trở lại. " * 100
PUBLIC = "public, max-age=30"
GZIP = {"Accept-Encoding": "gzip, deflate"}


def a_site() -> Flask:
    app = site()

    @app.get("/words")
    def words() -> Response:
        response = Response(WORDS[: int(request.args.get("length", 10_000))])
        response.mimetype = request.args.get("type", "text/html")
        response.headers["Cache-Control"] = request.args.get("cache", PUBLIC)
        response.add_etag()
        response.make_conditional(request)
        return response

    @app.get("/stream")
    def stream() -> Response:
        def lines() -> Iterator[str]:
            yield from (WORDS for _ in range(3))

        return Response(lines(), mimetype="text/csv", headers={"Cache-Control": PUBLIC})

    return app


@pytest.fixture(scope="module")
def client() -> Any:
    return a_site().test_client()


def test_a_public_page_is_sent_small_and_is_whole(client: Any) -> None:
    answer = client.get("/words", headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < len(WORDS.encode()) / 5
    assert gzip.decompress(answer.data).decode() == WORDS


def test_caches_keep_both_forms_apart(client: Any) -> None:
    small, plain = client.get("/words", headers=GZIP), client.get("/words")
    assert plain.text == WORDS and "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in small.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
    assert small.headers["ETag"] == f"W/{plain.headers['ETag']}"
    for tag in (small.headers["ETag"], plain.headers["ETag"]):
        again = client.get("/words", headers={**GZIP, "If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("query", "headers", "why"),
    [
        ({"cache": "no-store"}, GZIP, "somebody's own page may hold a form's token"),
        ({"cache": "private, max-age=30"}, GZIP, "and so may this"),
        ({"length": "100"}, GZIP, "too short to win anything"),
        ({"type": "image/png"}, GZIP, "compressed already"),
        ({}, {"Accept-Encoding": "br"}, "not what the client can read"),
        ({}, {"Accept-Encoding": "gzip;q=0"}, "the client will not have it"),
    ],
)
def test_everything_else_is_sent_as_it_is(client: Any, query: Any, headers: Any, why: str) -> None:
    answer = client.get("/words", query_string=query, headers=headers)
    assert "Content-Encoding" not in answer.headers, why


def test_files_of_the_page_are_sent_small(client: Any) -> None:
    with client.get("/assets/kit/hotline.css", headers=GZIP) as answer:
        assert b"--brand" in gzip.decompress(answer.data)


def test_a_stream_stays_a_stream(client: Any) -> None:
    answer = client.get("/stream", headers=GZIP)
    assert "Content-Encoding" not in answer.headers and answer.text == WORDS * 3
