"""What learning from answers needs from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.routing.domain.case import Case
from services.routing.domain.knowledge.proposal import Proposal, Proposed, Standing


class AnsweredCases(Protocol):
    """The cases, by when they were answered."""

    def answered_since(self, moment: datetime, limit: int) -> Sequence[Case]:
        """Return answered cases, from `moment` on, the earliest answer first."""

    def seen_until(self) -> datetime | None:
        """Return the moment up to which answers have been looked at."""

    def saw(self, moment: datetime) -> None:
        """Note it; an earlier moment than the one noted changes nothing."""


class Uses(Protocol):
    """Which answers have words of which entries."""

    def keep(self, case: str, at: datetime, entries: Sequence[str]) -> None:
        """Note the entries of an answer; noted twice it counts once."""

    def counts(self, codes: Sequence[str]) -> Mapping[str, int]:
        """Return in how many answers each was used."""


class Proposals(Protocol):
    """Proposals for new entries. Each case counts once in all of them together."""

    def like(self, proposed: Proposed) -> Sequence[Proposal]:
        """Return those of the same category that have words in common."""

    def add(self, proposal: Proposal, case: str, until: datetime) -> None:
        """Store a new one, unless the case counts already."""

    def join(self, id_: str, proposed: Proposed, until: datetime) -> None:
        """Count one more like question, unless the case counts already; the newest answer stands."""

    def list(self, standing: Standing, offset: int, limit: int) -> tuple[Sequence[Proposal], int]:
        """Return the most frequent first, and how many there are."""

    def get(self, id_: str) -> Proposal | None:
        """Return one."""

    def settle(self, id_: str, standing: Standing, by: str, entry: str | None) -> bool:
        """Say what became of an open one; False where it is open no more."""
