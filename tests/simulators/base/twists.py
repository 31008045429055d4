"""The ways in which a webhook arrives that is not as it should be."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import Enum
from typing import Any, Protocol

#: What an oversized body carries besides, in bytes.
PADDING = 4 * 1024 * 1024


class Twist(Enum):
    """What happens to a webhook on its way. The names are those of the control API."""

    #: Nothing.
    NONE = "none"
    #: Twice, one right after the other.
    DUPLICATED = "duplicated"
    #: Twice at the same time.
    CONCURRENT = "concurrent"
    #: Half of the JSON, and the signature of that half.
    TRUNCATED = "truncated"
    #: The connection ends in the middle of the body.
    CUT = "cut"
    #: No signature.
    UNSIGNED = "unsigned"
    #: A signature made with another secret.
    WRONGLY_SIGNED = "wrongly-signed"
    #: The right signature of another body: something was changed on the way.
    TAMPERED = "tampered"
    #: Rightly signed, four megabytes long.
    OVERSIZED = "oversized"
    #: Rightly signed a day ago.
    STALE = "stale"
    #: Rightly signed, no JSON at all.
    GIBBERISH = "gibberish"


class Sign(Protocol):
    """Makes the headers that sign `body`; with the wrong secret where `right` is False."""

    def __call__(self, body: bytes, event: dict[str, Any], *, right: bool = True) -> dict[str, str]: ...


def twisted(
    event: dict[str, Any], twist: Twist, sign: Sign, aged: Callable[[dict[str, Any]], dict[str, Any]]
) -> tuple[bytes, dict[str, str]]:
    """Return body and headers of a webhook that tells `event`, signed by `sign`; `aged` makes it a day older."""
    if twist is Twist.STALE:
        event = aged(event)
    if twist is Twist.OVERSIZED:
        event = {**event, "padding": "x" * PADDING}
    body = _bytes(event)
    match twist:
        case Twist.TRUNCATED:
            body = body[: len(body) // 2]
        case Twist.GIBBERISH:
            body = b"\x00\xff<xml>" + body[:10]
        case Twist.UNSIGNED:
            return body, {}
        case Twist.WRONGLY_SIGNED:
            return body, sign(body, event, right=False)
        case Twist.TAMPERED:
            return body.replace(b"{", b'{"added":1,', 1), sign(body, event)
    return body, sign(body, event)


def _bytes(event: dict[str, Any]) -> bytes:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
