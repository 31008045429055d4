"""Refusals as GeoReport has them: a list of codes and sentences, in the format that was asked for."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from services.intake.web.open311.formats import JSON, XML, rendered
from services.kit.failures import Rejected
from services.kit.web.problems import Problem, of_failure, of_http, of_rejected

#: The specification: 404 for what is not there, 403 for a wrong key, and 400 for about everything else.
_KEPT = frozenset({403, 404, 405, 409, 413, 415, 429})


def register(app: Flask) -> None:
    """Answer every exception of `app` so."""
    app.register_error_handler(Rejected, lambda error: _answer(of_rejected(error)))
    app.register_error_handler(CSRFError, lambda error: _answer(of_http(error)))
    app.register_error_handler(HTTPException, lambda error: _answer(of_http(error)))
    app.register_error_handler(Exception, lambda error: _answer(of_failure(error)))


def asked_for() -> str:
    """Return the format of the current request: what its address ends in, XML where it does not say."""
    return JSON if request.path.endswith(f".{JSON}") else XML


def _answer(refusal: Problem) -> Response:
    status = refusal.status if refusal.status in _KEPT or refusal.status >= 500 else 400
    response = rendered("errors", [_error(status, *said) for said in _sentences(refusal)], asked_for(), status)
    response.headers.extend(refusal.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sentences(refusal: Problem) -> list[tuple[str, str]]:
    faults: Any = refusal.more.get("errors") or refusal.errors
    return [(each["detail"], each["detail_en"]) for each in faults] or [(refusal.vi, refusal.en)]


def _error(status: int, vi: str, en: str) -> dict[str, Any]:
    return {"code": status, "description": f"{vi} / {en}"}
