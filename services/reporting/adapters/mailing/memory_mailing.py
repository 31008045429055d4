"""Subscriptions and sendings in memory, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.reporting.domain.mailing.sending import Outcome, Sending, State
from services.reporting.domain.mailing.subscription import Subscription


class MemorySubscriptions:
    """Port `Subscriptions`."""

    def __init__(self) -> None:
        self._kept: dict[str, Subscription] = {}

    def all(self) -> Sequence[Subscription]:
        """Return them as they were made."""
        return list(self._kept.values())

    def find(self, subscription: str) -> Subscription | None:
        """Return one."""
        return self._kept.get(subscription)

    def keep(self, subscription: Subscription) -> None:
        """Keep it."""
        self._kept[subscription.id] = subscription


class MemorySendings:
    """Port `Sendings`."""

    def __init__(self) -> None:
        self._kept: dict[str, Sending] = {}

    def claim(self, sending: Sending, *, again_before: datetime) -> bool:
        """Claim it where it may be."""
        known = self._kept.get(sending.id)
        if known and not (known.state is State.DEFERRED and known.since < again_before):
            return False
        self._kept[sending.id] = replace(sending, attempts=known.attempts + 1 if known else 1)
        return True

    def settle(self, sending: str, outcome: Outcome, at: datetime) -> None:
        """Note the outcome."""
        self._kept[sending] = replace(self._kept[sending], state=outcome.state, reason=outcome.reason, since=at)

    def doubt(self, before: datetime, now: datetime) -> Sequence[Sending]:
        """Make old claims uncertain."""
        old = [each for each in self._kept.values() if each.state is State.CLAIMED and each.since < before]
        for each in old:
            self._kept[each.id] = replace(each, state=State.UNCERTAIN, since=now)
        return [self._kept[each.id] for each in old]

    def find(self, sending: str) -> Sending | None:
        """Return one."""
        return self._kept.get(sending)

    def forget(self, sending: str) -> None:
        """Forget it, where a person may decide."""
        if self._kept[sending].state in (State.UNCERTAIN, State.REFUSED):
            del self._kept[sending]

    def latest(self, most: int, state: State | None = None) -> Sequence[Sending]:
        """Return the newest."""
        found = [each for each in self._kept.values() if state is None or each.state is state]
        return sorted(found, key=lambda each: (each.since, each.id), reverse=True)[:most]
