"""What a citizen's telephone sent: a text, or a part of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from services.notify.domain.sms.joining import Place

#: An SMSC delivers again what was not acknowledged. The same words after this are a new message.
SAME_TEXT = timedelta(minutes=2)
#: Parts of one text come within this, or never.
SAME_PARTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Piece:
    """`place` is None for a text that came whole."""

    sender: str
    recipient: str
    text: str
    place: Place | None = None

    @property
    def number(self) -> int:
        """Which part it is."""
        return self.place.number if self.place else 1

    @property
    def total(self) -> int:
        """How many parts make the text."""
        return self.place.total if self.place else 1

    def keys(self, now: datetime) -> tuple[str, str]:
        """Return the names of the text it may belong to: begun in this span of time, or in the one before.

        Networks give no ids: a text is known by who wrote it and its words, parts by the number that joins them.
        """
        span = SAME_PARTS if self.place else SAME_TEXT
        count = int(now.timestamp() // span.total_seconds())
        what = f"{self.place.reference}/{self.place.total}" if self.place else self.text
        return self._key(what, count), self._key(what, count - 1)

    def _key(self, what: str, count: int) -> str:
        return sha256("\n".join((self.sender, self.recipient, str(count), what)).encode()).hexdigest()[:32]


def joined(parts: Mapping[str, str], total: int) -> str:
    """Return the text of its parts; a gap stands for what never came."""
    return "".join(parts.get(str(number), " … ") for number in range(1, total + 1))
