"""What errors of Facebook's Send API mean for a message."""

from __future__ import annotations

from typing import Any

from services.notify.adapters.provider_sender import PAUSE_SECONDS, Verdict
from services.notify.domain.outcome import Deferred, Refused

#: Too many calls, of the app, the page or the account.
RATE_LIMITS = frozenset({4, 17, 32, 613, 80006})
RATE_PAUSE = 60.0
#: Facebook's own trouble, which passes.
TEMPORARY = frozenset({-1, 1, 2, 1200})
#: Outside of the 24 hours or the 7 days.
_WINDOW_SUBCODES = frozenset({2018278, 2018065})
#: Nobody has this id, or this person takes no messages.
_PERSON_SUBCODES = frozenset({2018001, 2018108})
#: A comment is answered in private once.
ALREADY_REPLIED = 10900
#: The person is gone or has blocked the page; a comment was answered before, or is too old.
_REFUSED = {551: "unreachable", ALREADY_REPLIED: "already-replied", 10901: "window-closed"}
#: The token has ended; a permission is missing; the page is blocked for what it sent.
_ALARMED = {190: "token", 10: "permission", 3: "permission", 200: "permission", 299: "permission", 368: "blocked"}


def judge(error: dict[str, Any]) -> Verdict:
    """Return what the `error` object of an answer means. A number nobody knows is worth another try."""
    code, subcode = error.get("code"), error.get("error_subcode")
    reason = f"error {code}" + (f"/{subcode}" if subcode else "")
    if subcode in _WINDOW_SUBCODES:
        return Verdict(Refused(reason, "window-closed"))
    if subcode in _PERSON_SUBCODES:
        return Verdict(Refused(reason, "unreachable"))
    if code in RATE_LIMITS:
        return Verdict(Deferred(reason), pause=RATE_PAUSE)
    if code in TEMPORARY:
        return Verdict(Deferred(reason), pause=PAUSE_SECONDS)
    if code in _REFUSED:
        return Verdict(Refused(reason, _REFUSED[code]))
    if code == 100:
        # What we sent is wrong, and a person must look at it.
        return Verdict(Refused(reason, "bad-request"), alarm="bad-request")
    return Verdict(Deferred(reason), alarm=_ALARMED.get(code, "") if isinstance(code, int) else "")
