"""How long after a citizen's last message a chat platform lets us answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notify.domain.message import CHATS, FACEBOOK, ZALO

#: Zalo takes messages free of charge for 48 hours, for money until the seventh day, then none.
ZALO_FREE = timedelta(hours=48)
ZALO_LONGEST = timedelta(days=7)
FACEBOOK_STANDARD = timedelta(hours=24)
#: Only what a person typed may use Facebook's HUMAN_AGENT tag.
FACEBOOK_HUMAN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WindowRules:
    """`zalo_billed` allows messages that cost money, from the third day to the seventh."""

    zalo_billed: bool = True

    def is_open(self, channel: str, heard_at: datetime | None, now: datetime, *, human: bool = False) -> bool:
        """Return whether a message may be sent. Nobody may open a chat with a citizen who never wrote."""
        if channel not in CHATS:
            return True
        return heard_at is not None and now - heard_at <= self._length(channel, human)

    def _length(self, channel: str, human: bool) -> timedelta:
        lengths = {
            ZALO: ZALO_LONGEST if self.zalo_billed else ZALO_FREE,
            FACEBOOK: FACEBOOK_HUMAN if human else FACEBOOK_STANDARD,
        }
        return lengths[channel]
