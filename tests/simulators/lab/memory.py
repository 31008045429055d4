"""What the citizen has said, so that the page can be loaded again without losing it."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from datetime import UTC, datetime
from typing import Any

from tests.simulators.base.courier import Delivery

MOST = 300


class Memory:
    """Entries by channel and person, the newest MOST of each. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._said: dict[tuple[str, str], deque[dict[str, Any]]] = defaultdict(lambda: deque(maxlen=MOST))

    def note(self, channel: str, who: str, entry: dict[str, Any], at: datetime | None = None) -> dict[str, Any]:
        """Keep an entry of the citizen's side and return it."""
        whole = {"side": "me", "at": (at or datetime.now(UTC)).isoformat(), **entry}
        with self._lock:
            self._said[channel, who].append(whole)
        return whole

    def said(self, channel: str, who: str) -> list[dict[str, Any]]:
        """Return what was said, oldest first."""
        with self._lock:
            return list(self._said[channel, who])


def proof(delivery: Delivery) -> dict[str, Any]:
    """Return what became of a webhook, for the page: `statuses` grows while the provider tries again."""
    return {"statuses": delivery.statuses, "seconds": delivery.seconds}
