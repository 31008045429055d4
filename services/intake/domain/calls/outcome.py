"""How a call ended, and whether somebody must be called back for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.intake.domain.calls.facts import Call

#: A telephone system that restarts forgets its calls; after so long without a word a call is over.
SILENT = timedelta(hours=4)

UNSERVED = frozenset({"abandoned", "busy", "callback_requested"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """`disposition` is one of the event's words. `call_back`: the centre owes the caller a call."""

    disposition: str
    ended_at: datetime
    after_hours: bool
    call_back: bool


def is_over(call: Call, now: datetime) -> bool:
    """Return whether the call has ended, or has been silent for so long that it must have."""
    return call.over or call.heard_at + SILENT <= now


def outcome(call: Call, *, after_hours: bool) -> Outcome:
    """Return what became of a call that is over.

    After hours the menu picks up and says when the centre opens; such a call has no extension, and counts as answered
    for nobody. Who left a message has said what it is about: the message becomes a case. Calls that the centre made
    are not called back.
    """
    disposition = _disposition(call)
    by_the_menu = disposition == "answered" and after_hours and call.extension is None
    owed = disposition in UNSERVED or by_the_menu
    return Outcome(
        disposition="abandoned" if by_the_menu else disposition,
        ended_at=max(call.ended_at or call.heard_at, call.began_at),
        after_hours=after_hours,
        call_back=owed and not call.outbound,
    )


def _disposition(call: Call) -> str:
    if call.answered:
        return "answered"
    if call.left_message:
        return "voicemail"
    return call.said or "abandoned"
