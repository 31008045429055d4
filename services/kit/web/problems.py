"""Refusals and failures as answers: RFC 9457 problem details for programs, a page in two languages for people.

The text of an exception never leaves the process: it may hold what a citizen wrote.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from flask import Flask, Response, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.kit.storage.mongo import is_outage
from services.kit.web.statuses import DEFAULT_STATUS, STATUS_OF_SLUG, words_of

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = "10"
_WRONG_FIELD_VI = "Mục này thiếu hoặc không hợp lệ."
#: Where programs call: our APIs, and the addresses that providers deliver to.
FOR_PROGRAMS = ("/api/", "/webhooks/")
#: Headers of Werkzeug's own refusals that the client needs.
_KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One refusal, before it is known who reads it.

    `errors` names wrong fields: `{"pointer": "#/title", "detail": …, "detail_en": …}`; `more` are further members.
    """

    status: int
    slug: str
    title: str
    vi: str
    title_en: str
    en: str
    errors: list[dict[str, str]] = field(default_factory=list)
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return the RFC 9457 members; `detail` is Vietnamese, `detail_en` English."""
        own = {
            "type": f"urn:hotline:problem:{self.slug}",
            "title": self.title,
            "status": self.status,
            "slug": self.slug,
            "detail": self.vi,
            "detail_en": self.en,
        }
        if self.errors:
            own["errors"] = self.errors
        return {**self.more, **own}


def problem(status: int, **changes: Any) -> Problem:
    """Return the problem with the usual words for `status`; `changes` replace single members."""
    words = words_of(status)
    return Problem(**{**words._asdict(), **changes}, status=status)


def register(app: Flask, statuses: Mapping[str, int]) -> None:
    """Answer every exception of `app`. `statuses` adds slugs to the table."""
    app.extensions["problem-statuses"] = {**STATUS_OF_SLUG, **statuses}
    app.register_error_handler(Rejected, lambda error: answer(of_rejected(error)))
    app.register_error_handler(CSRFError, lambda _: answer(_stale_form()))
    app.register_error_handler(HTTPException, lambda error: answer(of_http(error)))
    app.register_error_handler(Exception, lambda error: answer(of_failure(error)))


def answer(refusal: Problem) -> Response:
    """Return `refusal` as problem+json where programs call, as a page elsewhere."""
    if request.path.startswith(FOR_PROGRAMS):
        body: Any = orjson.dumps(refusal.document())
        response = Response(body, refusal.status, content_type=MEDIA_TYPE)
    else:
        response = Response(render_template("kit/problem.html", problem=refusal), refusal.status)
    response.headers.extend(refusal.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


def of_rejected(error: Rejected) -> Problem:
    """Return the problem for a `Rejected`; its details become further members, `retry_after` (seconds) a header too."""
    status = current_app.extensions["problem-statuses"].get(error.slug, DEFAULT_STATUS)
    return problem(
        status,
        slug=error.slug,
        vi=error.vi,
        en=error.en,
        more=error.details,
        headers=_headers_of_status(status, error.details.get("retry_after")),
    )


def _headers_of_status(status: int, retry_after: int | None = None) -> dict[str, str]:
    if status == 401:
        return {"WWW-Authenticate": 'Bearer realm="hotline"'}
    if retry_after:
        return {"Retry-After": str(retry_after)}
    return {"Retry-After": RETRY_AFTER_SECONDS} if status == 503 else {}


def of_http(error: HTTPException) -> Problem:
    """Return the problem for a refusal of Flask's or Werkzeug's own, wrong fields named."""
    status = error.code or 500
    data = getattr(error, "data", None) or {}
    theirs = dict(error.get_headers())
    headers = {name: theirs[name] for name in _KEPT_HEADERS if name in theirs}
    return problem(status, errors=list(_wrong_fields(data.get("messages"))), headers=headers)


def _wrong_fields(messages: Any) -> Iterator[dict[str, str]]:
    """Turn marshmallow's nested messages into JSON pointers. Webargs puts the location (json, query) on top."""
    if isinstance(messages, Mapping):
        for inner in messages.values():
            yield from _pointers(inner, "#")


def _pointers(messages: Any, path: str) -> Iterator[dict[str, str]]:
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            # A name the client made up is not repeated at full length.
            yield from _pointers(inner, path if name == "_schema" else f"{path}/{str(name)[:60]}")
    elif isinstance(messages, list):
        for message in messages:
            yield {"pointer": path, "detail": _WRONG_FIELD_VI, "detail_en": str(message)}


def of_failure(error: Exception) -> Problem:
    """Return the problem for any other exception, and log it.

    An outage is 503 and passes; anything else is a bug of ours and is logged by place, not by words.
    """
    if isinstance(error, Retryable) or is_outage(error):
        log.warning("request could not be served", endpoint=request.endpoint, error=type(error).__name__)
        return problem(503, headers=_headers_of_status(503))
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("request failed", endpoint=request.endpoint, error=type(error).__name__, where=where)
    return problem(500)


def _stale_form() -> Problem:
    return problem(
        400,
        slug="stale-form",
        title="Trang đã cũ",
        title_en="Stale page",
        vi="Trang đã mở quá lâu hoặc trình duyệt chặn cookie. Xin quay lại, tải lại trang và gửi lần nữa.",
        en="The page was open too long, or cookies are blocked. Please go back, reload and send again.",
    )
