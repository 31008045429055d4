"""Calls in memory; for tests and for trying out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from services.reporting.domain.calls import Call, CallCounts, Talk
from services.reporting.domain.forecast.quarters import begins, local_day, quarter_of


class MemoryCalls:
    """Ports `KeepsCalls` and `Calls`."""

    def __init__(self) -> None:
        self._calls: dict[str, Call] = {}

    def merge(self, calls: Sequence[Call]) -> None:
        """Keep the calls; the latest word wins."""
        for call in calls:
            known = self._calls.get(call.id)
            if known is None or call.stamp > known.stamp:
                self._calls[call.id] = call

    def per_quarter(self, since: datetime, until: datetime) -> dict[datetime, int]:
        """Return how many came while the centre was open, per quarter hour (UTC)."""
        moments = [call.queued_at for call in self._within(since, until) if not call.after_hours]
        return dict(Counter(begins(local_day(moment), quarter_of(moment)) for moment in moments))

    def talk(self, since: datetime, until: datetime) -> Talk:
        """Return how many calls were answered and how long people talked."""
        counts = self.counts(since, until)
        return Talk(counts.answered, counts.talk_seconds)

    def counts(self, since: datetime, until: datetime) -> CallCounts:
        """Return what became of the calls of a span."""
        calls = self._within(since, until)
        opened = [call for call in calls if not call.after_hours]
        answered = [call for call in opened if call.disposition == "answered"]
        return CallCounts(
            offered=len(opened),
            answered=len(answered),
            abandoned=sum(call.disposition == "abandoned" for call in opened),
            wait_seconds=sum(_seconds(call.queued_at, call.answered_at) for call in answered),
            talk_seconds=sum(_seconds(call.answered_at, call.ended_at) for call in answered),
            after_hours=len(calls) - len(opened),
        )

    def _within(self, since: datetime, until: datetime) -> list[Call]:
        return [call for call in self._calls.values() if since <= call.queued_at < until]


def _seconds(start: datetime | None, end: datetime | None) -> float:
    """Clocks of telephone systems disagree: nobody waited less than not at all."""
    return max(0.0, (end - start).total_seconds()) if start and end else 0.0
