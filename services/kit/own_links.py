"""Short proofs that somebody may see their own case: in the messages we send them, and between our own sites.

24 letters and digits, without those that look alike, so that a link fits into a text message and ends in no sign that a
telephone takes for the end of a sentence. Inside: the case code, the hour until which it is good, and 72 bits of an
HMAC-SHA256 over both and over what it is for. It is good for one case and one purpose; whoever opens it asks besides
whether the case may still be seen so.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from marshmallow.validate import Regexp

from services.kit.failures import Rejected

#: To look at the case, from a message of ours; to add something to it, from the page that shows it.
LOOK, ADD = "look", "add"
LENGTH = 24
#: What a setting with the key must be: nothing, which means that there are no such links, or long enough.
LINK_KEY = Regexp(r"(|.{16,})\Z", error="at least 16 characters")
_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_SIGNED_BYTES, _MAC_BYTES = 8, 9
_CODE_DIGITS = 13
#: Thirteen digits are less than 2**44; 20 bits of hours last until 2143.
_HOUR_BITS = 20
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_HOUR = timedelta(hours=1)


def token(code: str, key: str, purpose: str, until: datetime) -> str:
    """Return the proof, good for a case (13 digits) and a purpose to the end of the hour in which `until` lies."""
    hours = -((_BEGIN - until.astimezone(UTC)) // _HOUR)
    said = ((int(code) << _HOUR_BITS) | hours).to_bytes(_SIGNED_BYTES, "big")
    return _written(int.from_bytes(said + _signature(said, key, purpose), "big"))


def opened(token_: str, key: str, purpose: str, now: datetime) -> str:
    """Return the code of the case it is for. Raises `Rejected`: `link-not-valid` or `link-ended`."""
    said, signature = _parts(token_)
    if not key or not hmac.compare_digest(signature, _signature(said, key, purpose)):
        raise _not_valid()
    both = int.from_bytes(said, "big")
    if _BEGIN + (both & ((1 << _HOUR_BITS) - 1)) * _HOUR <= now:
        raise Rejected(
            "link-ended",
            "Đường dẫn này đã hết hạn. Xin nhập mã phản ánh và bốn số bí mật để xem.",
            "This link has ended. Please enter the case code and the four digits to see the case.",
        )
    return f"{both >> _HOUR_BITS:0{_CODE_DIGITS}}"


def _parts(token_: str) -> tuple[bytes, bytes]:
    if len(token_) != LENGTH or not set(token_) <= set(_LETTERS):
        raise _not_valid()
    number = 0
    for letter in token_:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    size = _SIGNED_BYTES + _MAC_BYTES
    if number >> (8 * size):
        raise _not_valid()
    whole = number.to_bytes(size, "big")
    return whole[:_SIGNED_BYTES], whole[_SIGNED_BYTES:]


def _written(number: int) -> str:
    letters = ""
    for _ in range(LENGTH):
        number, rest = divmod(number, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def _signature(said: bytes, key: str, purpose: str) -> bytes:
    return hmac.digest(key.encode(), purpose.encode() + b"\n" + said, hashlib.sha256)[:_MAC_BYTES]


def _not_valid() -> Rejected:
    return Rejected(
        "link-not-valid",
        "Đường dẫn này không đúng. Xin nhập mã phản ánh và bốn số bí mật để xem.",
        "This link is not valid. Please enter the case code and the four digits to see the case.",
    )
