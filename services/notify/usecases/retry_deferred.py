"""Send again what could not be sent before, when its time has come."""

from __future__ import annotations

from dataclasses import dataclass

from services.notify.usecases.deliver_messages import DeliverMessages

PAGE = 100
#: At most so many pages per call, so that one call stays bounded.
PAGES = 10


@dataclass(frozen=True, slots=True)
class RetryDeferred:
    """One turn of the sweep. Replicas may do it at the same time: a claim has one winner."""

    deliver: DeliverMessages

    def __call__(self) -> int:
        """Return how many messages were tried. Those of a provider that is out of reach wait for it."""
        tried = 0
        for _ in range(PAGES):
            claimed = self.deliver.due(PAGE)
            tried += claimed
            if not claimed:
                break
        return tried
