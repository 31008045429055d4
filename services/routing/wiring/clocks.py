"""The composition of what happens by the clock, and of what citizens say afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.routing.domain.case import Case
from services.routing.usecases.clocks.climb_ladder import ClimbLadder
from services.routing.usecases.clocks.end_waiting import EndWaiting
from services.routing.usecases.clocks.ports import Clocks
from services.routing.usecases.ports import Cases, Catalogs, Linker
from services.routing.usecases.take_ratings import TakeRatings
from services.routing.usecases.take_withdrawals import TakeWithdrawals


@dataclass(frozen=True, slots=True)
class ClockWork:
    """Escalation, questions that ran out, what citizens say of answers, and what they take back."""

    climb_ladder: ClimbLadder
    end_waiting: EndWaiting
    take_ratings: TakeRatings
    take_withdrawals: TakeWithdrawals


class NoClocks:
    """Port `Clocks` where nothing happens by the clock."""

    def alarms(self, now: datetime, limit: int) -> list[Case]:
        """Return nothing."""
        return []

    def unanswered(self, now: datetime, limit: int) -> list[Case]:
        """Return nothing."""
        return []


def build_clocks(clocks: Clocks, cases: Cases, catalogs: Catalogs, clock: Clock, links: Linker) -> ClockWork:
    """Return the use cases."""
    return ClockWork(
        ClimbLadder(cases, clocks, catalogs, clock),
        EndWaiting(cases, clocks, catalogs, clock),
        TakeRatings(cases, catalogs, links),
        TakeWithdrawals(cases, catalogs),
    )
