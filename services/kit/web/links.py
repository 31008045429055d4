"""Links that carry their own permission: whom they were made for, until when, and a signature over both.

Whoever has such a link may follow it until it ends, so it is made for one reader, lives shortly, and opens one thing.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from urllib.parse import urlencode

from services.kit.failures import Rejected

_BYTES = 20


def signed(path: str, key: str, *, holder: str, until: datetime) -> str:
    """Return `path` with `cho` (whom it is for), `den` (Unix seconds) and `ky` (the signature) as its query."""
    ends = str(int(until.timestamp()))
    return f"{path}?{urlencode({'cho': holder, 'den': ends, 'ky': _signature(path, key, holder, ends)})}"


def check(path: str, key: str, *, holder: str, ends: str, signature: str, now: datetime) -> None:
    """Return when the link is ours and still good. Raises `Rejected`: `link-not-valid` or `link-ended`."""
    if not hmac.compare_digest(signature.encode(), _signature(path, key, holder, ends).encode()):
        raise Rejected("link-not-valid", "Đường dẫn này không đúng.", "This link is not valid.")
    if datetime.fromtimestamp(int(ends), UTC) <= now:
        raise Rejected(
            "link-ended",
            "Đường dẫn này đã hết hạn. Xin lấy đường dẫn mới.",
            "This link has ended. Please get a new one.",
        )


def _signature(path: str, key: str, holder: str, ends: str) -> str:
    said = "\n".join((path, holder, ends)).encode()
    return hmac.new(key.encode(), said, hashlib.sha256).digest()[:_BYTES].hex()
