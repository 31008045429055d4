"""How telephone systems and SMS gateways sign what they deliver: HMAC-SHA256 over the raw body, and when.

Each vendor names its headers otherwise; the recipe is data.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

BODY, TIMESTAMP_AND_BODY = "body", "timestamp.body"
MOST_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class TimestampRecipe:
    """Seconds, or milliseconds, since 1970 in a header; more than `tolerance_seconds` away it counts for nothing."""

    header: str
    unit: str = "seconds"
    tolerance_seconds: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRecipe:
    """Hexadecimal, in a header behind `prefix`; `over` is the raw body, or timestamp, a dot and the body."""

    header: str
    prefix: str = ""
    over: str = TIMESTAMP_AND_BODY


class Headers(Protocol):
    """A request's headers, whatever case their names are in."""

    def get(self, name: str, default: str, /) -> str:
        """Return a header."""


def is_signed(recipe: SignatureRecipe, headers: Headers) -> bool:
    """Return whether there is a signature at all."""
    return bool(headers.get(recipe.header, "").strip())


def is_right(
    recipe: SignatureRecipe, timestamp: TimestampRecipe | None, secret: str, headers: Headers, body: bytes
) -> bool:
    """Return whether whoever knows the secret signed exactly this body, at exactly this time."""
    stamp = headers.get(timestamp.header, "") if timestamp else ""
    signed = f"{stamp}.".encode() + body if recipe.over == TIMESTAMP_AND_BODY else body
    right = recipe.prefix + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    # Encoded, because comparing texts that are not ASCII raises.
    return hmac.compare_digest(headers.get(recipe.header, "").strip().lower().encode(), right.lower().encode())


def sent_at(recipe: TimestampRecipe | None, headers: Headers, now: datetime) -> datetime | None:
    """Return when it was sent by its own word; `now` where the vendor does not say; None when that is too far away."""
    if recipe is None:
        return now
    sent = _moment(recipe, headers.get(recipe.header, ""))
    return sent if sent and abs(sent - now) <= timedelta(seconds=recipe.tolerance_seconds) else None


def _moment(recipe: TimestampRecipe, text: str) -> datetime | None:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None
    try:
        return datetime.fromtimestamp(int(text) / (1000 if recipe.unit == "milliseconds" else 1), UTC)
    except (ValueError, OverflowError, OSError):
        return None
