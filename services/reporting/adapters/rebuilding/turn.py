"""Whose turn it is to rebuild: a lease, so that a killed rebuild bars nobody for long."""

from __future__ import annotations

from datetime import timedelta

from services.kit.clock import Clock
from services.kit.storage.leases import MongoLeases

LEASE = timedelta(minutes=2)
NAME = "rebuild"


class LeasedTurn:
    """Port `Turn`."""

    def __init__(self, leases: MongoLeases, clock: Clock) -> None:
        self._leases = leases
        self._clock = clock

    def take(self) -> bool:
        """Take the lease for two minutes, or take it again."""
        now = self._clock.now()
        return self._leases.taken(NAME, now, now + LEASE)

    def give_back(self) -> None:
        """Let the lease end now, if it is ours."""
        now = self._clock.now()
        self._leases.taken(NAME, now, now)
