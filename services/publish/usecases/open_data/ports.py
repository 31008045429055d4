"""What open data needs from the outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from services.publish.domain.public_case import PublicCase


class PublishedStream(Protocol):
    """The published cases in the order of their answers, from a moment on and before another, as they are read."""

    def between(self, since: datetime, until: datetime) -> Iterator[PublicCase]:
        """Yield the cases, a few at a time in memory."""

    def codes(self, since: datetime, until: datetime, most: int) -> Iterator[tuple[str, datetime]]:
        """Yield code and time of answer, at most so many."""

    def count(self, since: datetime, until: datetime) -> int:
        """Return how many there are."""
