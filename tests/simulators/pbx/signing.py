"""The signature of call webhooks: an HMAC over time and raw body, and a UUID per delivery."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from typing import Any

HEADER, TIME_HEADER, DELIVERY_HEADER = "X-Signature", "X-Timestamp", "X-Delivery-Id"


def headers(body: bytes, timestamp: int, secret: str, delivery: str = "") -> dict[str, str]:
    """Return the headers of a signed webhook; `timestamp` in seconds since 1970, `delivery` a UUID, new when empty."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        TIME_HEADER: str(timestamp),
        HEADER: f"sha256={digest}",
        DELIVERY_HEADER: delivery or str(uuid.uuid4()),
    }


def signed(event: dict[str, Any], timestamp: int, secret: str, delivery: str = "") -> tuple[bytes, dict[str, str]]:
    """Return body and headers for `event`."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    return body, headers(body, timestamp, secret, delivery)
