"""A small memory of dossiers, in this process only: their applicants are nobody's to keep."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from services.kit.dossiers.one_stop import Found

MOST = 500


class Copies:
    """The last `MOST` dossiers that were read. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Found] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, code: str, found: Found) -> None:
        """Remember it; the one unasked for longest goes."""
        with self._lock:
            self._kept[code] = found
            self._kept.move_to_end(code)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def younger_than(self, age: timedelta, code: str, now: datetime) -> Found | None:
        """Return the copy if it is young enough."""
        with self._lock:
            found = self._kept.get(code)
        return found if found and now - found.seen_at < age else None

    def forget(self, code: str) -> None:
        """Forget it: it is not there any more."""
        with self._lock:
            self._kept.pop(code, None)
