"""Facebook's way to try again: what failed meanwhile comes together in one request, oldest first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from tests.simulators.base.courier import Courier, Delivery, Webhook


class BatchingCourier(Courier):
    """Like its base, but a further attempt carries everything that waits, as one batch made by `joined`."""

    def __init__(self, time_limit: float, delays: Sequence[float]) -> None:
        super().__init__(time_limit, delays)
        self.batches = True
        self.joined: Callable[[list[Webhook]], Webhook] | None = None
        self._together = threading.Lock()

    def _sent(self, delivery: Delivery) -> tuple[int, str]:
        fellows = self._fellows(delivery) if delivery.statuses and self.batches else []
        if not fellows or self.joined is None:
            return super()._sent(delivery)
        batch = Delivery(delivery.number, self.joined([delivery.webhook, *(each.webhook for each in fellows)]))
        status, answer = super()._sent(batch)
        for each in fellows:
            self._settle(each, status, answer)
        return status, answer

    def _fellows(self, delivery: Delivery) -> list[Delivery]:
        """Take what else waits for another attempt out of the queue; it shares the fate of `delivery`."""
        with self._lock:
            fellows = [each for _, each in self._waiting if each.statuses and each.webhook.url == delivery.webhook.url]
            self._waiting = [entry for entry in self._waiting if entry[1] not in fellows]
        return fellows

    def _settle(self, delivery: Delivery, status: int, answer: str) -> None:
        with self._lock:
            delivery.statuses.append(status)
            delivery.seconds.append(0.0)
            delivery.answer = answer
            self._plan(delivery)


def entries(events: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return one webhook body that holds the entries of all `events`."""
    return {"object": "page", "entry": [entry for event in events for entry in event["entry"]]}
