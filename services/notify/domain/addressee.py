"""Whom we write to about a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.message import EMAIL, FACEBOOK, SMS, ZALO, ZNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """What `case.received` said about the citizen; it never changes afterwards.

    `pin` is the four digits that, with the code, open the tracking page. `title` is the citizen's own line. `channel`
    is the one the citizen used, `heard_at` (UTC) when, `thread` the Message-ID an answer refers to.
    """

    code: str
    name: str | None
    email: str | None
    language: str
    title: str
    pin: str
    phone: str | None = None
    zalo: str | None = None
    facebook: str | None = None
    channel: str = "web"
    thread: str | None = None
    urgency: str = "normal"
    heard_at: datetime | None = None

    def at(self, channel: str) -> str | None:
        """Return where the citizen is reached on a channel, None where nobody knows."""
        places = {EMAIL: self.email, SMS: self.phone, ZNS: self.phone, ZALO: self.zalo, FACEBOOK: self.facebook}
        return places[channel] or None
