"""Acknowledge messages: what an agency's system has stored need not come again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.usecases.gateway.ports import Messages


@dataclass(frozen=True, slots=True)
class AcknowledgeMessages:
    """Acknowledging twice is acknowledging once."""

    messages: Messages
    clock: Clock

    def __call__(self, agency: str, ids: Collection[str]) -> int:
        """Return how many messages were waiting until now; ids of nobody's or another's message do nothing."""
        return self.messages.acknowledge(agency, ids, self.clock.now())
