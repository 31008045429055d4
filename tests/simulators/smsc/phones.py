"""The telephones behind the SMSC: they put parts together and show texts."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.simulators.smsc.pdu import Short
from tests.simulators.smsc.texts import Part


@dataclass(slots=True)
class Shown:
    """A text on a telephone, complete when all of its parts have come."""

    source: str
    to: str
    at: datetime
    coding: int
    total: int
    parts: dict[int, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Tell whether all parts are there."""
        return len(self.parts) == self.total

    def as_json(self) -> dict[str, Any]:
        """Return it for tests and for the lab."""
        return {
            "text": "".join(self.parts[number] for number in sorted(self.parts)),
            "from": self.source,
            "to": self.to,
            "at": self.at.isoformat(),
            "segments": self.total,
            "data_coding": self.coding,
            "message_ids": list(self.ids),
        }


class Phones:
    """Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shown: list[Shown] = []
        self._waiting: dict[tuple[str, str, int, int], Shown] = {}

    def receive(self, message: Short, part: Part, message_id: str) -> None:
        """Take one message. A part that comes twice opens a new text: telephones do not know our ids."""
        with self._lock:
            key = (message.source, message.destination, part.reference, part.total)
            shown = self._waiting.get(key)
            if shown is None or part.number in shown.parts:
                shown = Shown(message.source, message.destination, datetime.now(UTC), message.data_coding, part.total)
                self._shown.append(shown)
                self._waiting[key] = shown
            shown.parts[part.number] = part.text
            shown.ids.append(message_id)
            if shown.complete:
                del self._waiting[key]

    def inbox(self, phone: str = "") -> list[dict[str, Any]]:
        """Return the texts a telephone (or any) shows, oldest first; incomplete ones are not shown."""
        with self._lock:
            return [each.as_json() for each in self._shown if each.complete and phone in ("", each.to)]

    def incomplete(self) -> list[dict[str, Any]]:
        """Return the texts that miss a part."""
        with self._lock:
            return [each.as_json() for each in self._shown if not each.complete]

    def forget(self) -> None:
        """Forget all texts."""
        with self._lock:
            self._shown, self._waiting = [], {}
