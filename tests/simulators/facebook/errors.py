"""Errors of the Graph API: a code, sometimes a subcode, and a status that is not 200."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

#: (code, subcode) → (HTTP status, type, sentence).
KNOWN: dict[tuple[int, int], tuple[int, str, str]] = {
    (2, 0): (500, "OAuthException", "An unexpected error has occurred. Please retry your request later."),
    (4, 0): (403, "OAuthException", "(#4) Application request limit reached"),
    (10, 2018278): (403, "OAuthException", "(#10) This message is sent outside of allowed window."),
    (10, 2018065): (403, "OAuthException", "(#10) This message is sent outside of allowed window."),
    (10, 2018108): (403, "OAuthException", "(#10) This Person Cannot Receive Messages"),
    (100, 0): (400, "OAuthException", "(#100) Invalid parameter"),
    (100, 2018001): (400, "OAuthException", "(#100) No matching user found"),
    (100, 2018109): (400, "OAuthException", "(#100) Attachment size exceeds allowable limit"),
    (190, 0): (401, "OAuthException", "Invalid OAuth access token."),
    (200, 0): (403, "OAuthException", "(#200) Permissions error"),
    (551, 1545041): (400, "OAuthException", "(#551) This person isn't available right now."),
    (613, 0): (400, "OAuthException", "(#613) Calls to this api have exceeded the rate limit."),
    (1200, 0): (500, "OAuthException", "Temporary send message failure. Please try again later."),
    (10900, 0): (400, "OAuthException", "(#10900) Activity already replied to"),
    (10901, 0): (400, "OAuthException", "(#10901) Can not reply to this activity"),
}


@dataclass(frozen=True, slots=True)
class FacebookError(Exception):
    """A refusal. `detail` follows the sentence."""

    code: int
    subcode: int = 0
    detail: str = ""

    def answer(self) -> tuple[dict[str, Any], int]:
        """Return body and status."""
        first = next((key for key in KNOWN if key[0] == self.code), (100, 0))
        key = (self.code, self.subcode) if (self.code, self.subcode) in KNOWN else first
        status, kind, sentence = KNOWN[key]
        error: dict[str, Any] = {"message": f"{sentence} {self.detail}".strip(), "type": kind, "code": self.code}
        if key[1]:
            error["error_subcode"] = key[1]
        return {"error": error | {"fbtrace_id": secrets.token_urlsafe(8)}}, status
