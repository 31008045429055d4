"""Addresses under which a gateway reports, one per message, that nobody can guess."""

from __future__ import annotations

import hashlib
import hmac

_BYTES = 20
PATH = "/webhooks/sms/receipts"


def address(base: str, tracking: str, secret: str) -> str:
    """Return the address for reports about the message `tracking`; who learns it can report about no other."""
    return f"{base.rstrip('/')}{PATH}/{tracking}/{_token(tracking, secret)}"


def is_ours(tracking: str, token: str, secret: str) -> bool:
    """Return whether an address was made here."""
    return hmac.compare_digest(token.encode(), _token(tracking, secret).encode())


def _token(tracking: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"sms-receipt\n{tracking}".encode(), hashlib.sha256).digest()[:_BYTES].hex()
