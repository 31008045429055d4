"""The published cases in the order of their answers, from memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from services.publish.domain.public_case import PublicCase, public_case
from tests.unit.publish.memory import MemoryCases


class MemoryStream:
    """Port `PublishedStream` on `MemoryCases`."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def between(self, since: datetime, until: datetime) -> Iterator[PublicCase]:
        shown = (public_case(each.case) for each in self._cases.stored.values())
        found = [each for each in shown if each and since <= each.answered_at < until]
        yield from sorted(found, key=lambda each: each.answered_at)

    def codes(self, since: datetime, until: datetime, most: int) -> Iterator[tuple[str, datetime]]:
        found = [(each.code, each.answered_at) for each in self.between(since, until)]
        yield from found[:most]

    def count(self, since: datetime, until: datetime) -> int:
        return len(list(self.between(since, until)))
