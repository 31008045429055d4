"""The signature of incoming messages (MO), in our own form: an HMAC over time and raw body."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

HEADER, TIME_HEADER = "X-Signature", "X-Timestamp"


def headers(body: bytes, timestamp: int, secret: str) -> dict[str, str]:
    """Return the headers of a signed message; `timestamp` in seconds since 1970."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", TIME_HEADER: str(timestamp), HEADER: f"sha256={digest}"}


def signed(event: dict[str, Any], timestamp: int, secret: str) -> tuple[bytes, dict[str, str]]:
    """Return body and headers for `event`."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    return body, headers(body, timestamp, secret)


def mo_event(message_id: str, sender: str, to: str, text: str, received_at: str) -> dict[str, Any]:
    """Return a message from a phone; `received_at` in ISO 8601 with a zone."""
    return {"message_id": message_id, "from": sender, "to": to, "text": text, "received_at": received_at}
