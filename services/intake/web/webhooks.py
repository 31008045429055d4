"""What every provider's webhook shares: refusals that say nothing to a stranger but what is wrong, and their count."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import orjson
from flask import Response, request
from prometheus_client import Counter
from werkzeug.exceptions import HTTPException

from services.kit.failures import Rejected

WEBHOOKS = Counter("hotline_webhooks_total", "Deliveries of providers, by what was answered.", ("channel", "result"))

#: Refusals that are about the delivery, not about what a citizen said.
STATUSES = {
    "webhook-unsigned": 403,
    "webhook-signature-wrong": 403,
    "webhook-other-app": 403,
    "webhook-too-old": 403,
    "webhook-token-wrong": 403,
    "webhook-malformed": 400,
}


def counted(channel: str) -> Callable[[Callable[[], Response]], Callable[[], Response]]:
    """Decorator for a view that takes deliveries: count them by result."""

    def decorate(view: Callable[[], Response]) -> Callable[[], Response]:
        @functools.wraps(view)
        def take() -> Response:
            try:
                response = view()
            except Exception as error:
                WEBHOOKS.labels(channel, _result(error)).inc()
                raise
            WEBHOOKS.labels(channel, "stored").inc()
            return response

        return take

    return decorate


def body_and_object() -> tuple[bytes, dict[str, Any]]:
    """Return the raw body and the JSON object it holds. Raises `Rejected`."""
    body = request.get_data()
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise malformed() from None
    if not isinstance(found, dict):
        raise malformed()
    return body, found


def thanks() -> Response:
    """Return the answer to what is stored."""
    return Response("", 200, mimetype="text/plain")


def malformed() -> Rejected:
    """Return the refusal of what cannot be read."""
    return Rejected("webhook-malformed", "Nội dung gửi đến không đọc được.", "The delivery could not be read.")


def unsigned() -> Rejected:
    """Return the refusal of what nobody signed."""
    return Rejected("webhook-unsigned", "Thiếu chữ ký.", "The signature is missing.")


def wrongly_signed() -> Rejected:
    """Return the refusal of what somebody else signed, or what was changed on its way."""
    return Rejected("webhook-signature-wrong", "Chữ ký không đúng.", "The signature is wrong.")


def of_another_app() -> Rejected:
    """Return the refusal of what is for somebody else."""
    return Rejected("webhook-other-app", "Nội dung này của ứng dụng khác.", "This is another app's.")


def _result(error: Exception) -> str:
    if isinstance(error, Rejected):
        return error.slug
    return f"http-{error.code}" if isinstance(error, HTTPException) else "failed"
