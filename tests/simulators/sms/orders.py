"""What a request to send must be. Each wrong thing has the gateway's own CodeResult."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import Any

from tests.simulators.base import gsm
from tests.simulators.sms.credentials import SmsCredentials

MESSAGES = {
    "99": "Phone number is blocked or request could not be processed",
    "100": "",
    "101": "Authorize Failed",
    "103": "Balance not enough to send message",
    "104": "Brandname code is not exist",
    "108": "Phone number is not in correct format",
    "118": "Type of SMS is invalid",
    "119": "Brandname messages of this type need at least 20 numbers",
    "124": "Duplicate RequestId",
    "146": "Template of customer care message is not registered",
    "159": "RequestId is longer than 120 characters",
    "177": "The network of this number is not registered",
    "789": "Content is empty, too long, or holds characters its kind does not allow",
}
REQUIRED = ("ApiKey", "SecretKey", "Phone", "Content", "SmsType")
KNOWN = {*REQUIRED, "Brandname", "IsUnicode", "Sandbox", "RequestId", "CallbackUrl", "SendDate", "campaignid"}
CARE = "2"
MOBILE = re.compile(r"(?:0|84|\+84)([35789]\d{8})")
BRANDNAME = re.compile(r"[A-Za-z0-9 ._-]{1,11}")
#: Longest content: three GSM-7 parts, or what some carriers allow for texts with diacritics.
MOST_PLAIN, MOST_UNICODE, MOST_REQUEST_ID = 459, 335, 120


class RefusedError(Exception):
    """A request that is not sent; `code` is its CodeResult."""

    def __init__(self, code: str) -> None:
        super().__init__(MESSAGES.get(code, "unknown"))
        self.code = code


@dataclass(frozen=True, slots=True)
class Order:
    """A checked request; `phone` is `0…`."""

    phone: str
    content: str
    brandname: str
    unicode: bool
    sandbox: bool
    request_id: str
    callback: str


def read(body: Any, credentials: SmsCredentials, brandnames: set[str]) -> Order:
    """Return the order of a request body. Raises RefusedError."""
    if not isinstance(body, dict) or not all(isinstance(value, str) for value in body.values()):
        raise RefusedError("99")
    _check_account(body, credentials)
    if any(not body.get(name) for name in REQUIRED) or body.keys() - KNOWN:
        raise RefusedError("99")
    if body["SmsType"] != CARE:
        raise RefusedError("118")
    _check_brandname(body.get("Brandname", ""), brandnames)
    phone = MOBILE.fullmatch(body["Phone"])
    if phone is None:
        raise RefusedError("108")
    if len(body.get("RequestId", "")) > MOST_REQUEST_ID:
        raise RefusedError("159")
    return Order(
        phone=f"0{phone[1]}",
        content=_content(body["Content"], body.get("IsUnicode", "0")),
        brandname=body.get("Brandname", ""),
        unicode=body.get("IsUnicode", "0") == "1",
        sandbox=body.get("Sandbox", "0") == "1",
        request_id=body.get("RequestId", ""),
        callback=body.get("CallbackUrl", ""),
    )


def _check_account(body: dict[str, str], credentials: SmsCredentials) -> None:
    given = (body.get("ApiKey", ""), body.get("SecretKey", ""))
    right = (credentials.api_key, credentials.secret_key)
    if not all(hmac.compare_digest(one.encode(), other.encode()) for one, other in zip(given, right, strict=True)):
        raise RefusedError("101")


def _check_brandname(brandname: str, known: set[str]) -> None:
    if not BRANDNAME.fullmatch(brandname) or brandname not in known:
        raise RefusedError("104")


def _content(text: str, is_unicode: str) -> str:
    if is_unicode not in ("0", "1"):
        raise RefusedError("789")
    if is_unicode == "1":
        fits = len(text.encode("utf-16-be")) // 2 <= MOST_UNICODE
    else:
        fits = text.isascii() and (gsm.septets(text) or MOST_PLAIN + 1) <= MOST_PLAIN
    if not fits or not text.strip():
        raise RefusedError("789")
    return text
