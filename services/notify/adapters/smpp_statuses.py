"""What an SMSC's command_status means for a message (SMPP 3.4, table 5-2)."""

from __future__ import annotations

from services.notify.adapters.provider_sender import PAUSE_SECONDS, Verdict
from services.notify.domain.outcome import Deferred, Refused

MSGQFUL, THROTTLED = 0x14, 0x58
#: Invalid destination address.
_REFUSED = {0x0B: "bad-number"}
#: Our own mistake: lengths, coding, header.
_OURS = {0x01: "bad-length", 0x02: "bad-length", 0x43: "bad-class", 0xC2: "bad-parameter"}
#: Not registered, not allowed, not bound as it should be.
_ALARMED = {0x04: "bind-state", 0x0A: "bad-sender", 0x0D: "bind-refused", 0x0E: "credentials", 0x0F: "credentials"}


def must_wait(status: int) -> bool:
    """Return whether the SMSC has too much to do."""
    return status in (MSGQFUL, THROTTLED)


def judge(status: int) -> Verdict:
    """Return what a refusal means. A status nobody knows is worth another try."""
    reason = f"status 0x{status:02X}"
    if must_wait(status):
        return Verdict(Deferred(reason), pause=PAUSE_SECONDS)
    if status in _REFUSED:
        return Verdict(Refused(reason, _REFUSED[status]))
    if status in _OURS:
        return Verdict(Refused(reason, _OURS[status]), alarm=_OURS[status])
    return Verdict(Deferred(reason), alarm=_ALARMED.get(status, ""))
