"""One thing a telephone system says about one call, in our own words whatever the vendor's are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

RINGING, ANSWERED, HANGUP, VOICEMAIL, ABANDONED = KINDS = ("ringing", "answered", "hangup", "voicemail", "abandoned")
#: After these the call is over, unless something says otherwise within seconds.
FINAL = frozenset({HANGUP, VOICEMAIL, ABANDONED})

#: What a vendor may say about how a call ended, from the weakest to the strongest: an answered call stays answered
#: even when a transfer of it was given up later.
DISPOSITIONS = ("abandoned", "busy", "callback_requested", "voicemail", "answered")

#: `vendor:id` must fit into the event's field of 100 characters.
MOST_VENDOR, MOST_CALL = 19, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal. `number` is the citizen's in E.164, `shown` what the network displayed; both empty when hidden.

    `at` is when it happened by the vendor's clock. `outbound`: an operator called the citizen. `recording` and
    `voicemail` are addresses at the vendor's.
    """

    vendor: str
    call: str
    kind: str
    at: datetime
    number: str | None = field(default=None, repr=False)
    shown: str = field(default="", repr=False)
    outbound: bool = False
    did: str | None = None
    branch: str | None = None
    extension: str | None = None
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    disposition: str | None = None
    recording: str | None = field(default=None, repr=False)
    voicemail: str | None = field(default=None, repr=False)
    voicemail_seconds: int | None = None

    @property
    def id(self) -> str:
        """The call's name in our records."""
        return call_id(self.vendor, self.call)


def call_id(vendor: str, call: str) -> str:
    """Return the name of a call in our records: two vendors may count alike."""
    return f"{vendor}:{call}"
