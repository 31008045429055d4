"""Where it is kept what citizens were told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from services.routing.domain.told import Told


class ToldMessages(Protocol):
    """One entry per message and channel."""

    def keep(self, told: Sequence[Told]) -> None:
        """Store reports, in any order, each any number of times: the one that `later` chooses stays."""

    def of_case(self, code: str) -> tuple[Told, ...]:
        """Return where the messages about a case stand, latest first."""

    def failed_among(self, codes: Collection[str]) -> frozenset[str]:
        """Return those of the cases whose citizen was not reached with something, in few round trips. For lists."""
