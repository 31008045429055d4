"""The signature of Facebook's webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

HEADER = "X-Hub-Signature-256"


def headers(body: bytes, app_secret: str) -> dict[str, str]:
    """Return the headers of a signed webhook: HMAC-SHA-256 of the raw body under the app's secret, in hex."""
    digest = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", HEADER: f"sha256={digest}"}


def signed(event: dict[str, Any], app_secret: str) -> tuple[bytes, dict[str, str]]:
    """Return body and headers for `event`. Facebook escapes what is not ASCII; so do we."""
    body = json.dumps(event, separators=(",", ":")).encode()
    return body, headers(body, app_secret)


def text_event(page_id: str, user: str, mid: str, text: str, timestamp: int) -> dict[str, Any]:
    """Return a batch of one text; `timestamp` in milliseconds since 1970."""
    said = {
        "sender": {"id": user},
        "recipient": {"id": page_id},
        "timestamp": timestamp,
        "message": {"mid": mid, "text": text},
    }
    return {"object": "page", "entry": [{"id": page_id, "time": timestamp, "messaging": [said]}]}
