"""Settling a batch: every delivery ends handled, on the retry ladder, or parked; then all are acknowledged."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import eventlet

from services.kit.events.envelope import Undecodable
from services.kit.logs import log
from services.kit.messaging import metrics
from services.kit.messaging.delivery import ATTEMPTS, Delivery
from services.kit.messaging.subscription import Subscription
from services.kit.messaging.topology import PARKED
from services.kit.messaging.verdict import Park, judge
from services.kit.storage.mongo import is_outage

Handler = Callable[[list[Any]], BaseException | None]
OUTAGE_PAUSE = 0.5


class Stopping(Exception):  # noqa: N818
    """The process is stopping while the database is away: leave the batch unacknowledged, it will come again."""


class BatchWork:
    """The work on one subscription's batches."""

    def __init__(
        self,
        subscription: Subscription,
        handle: Handler,
        report: Callable[[str | None], None],
        stopping: Callable[[], bool],
        *,
        raw: bool,
    ) -> None:
        self._subscription = subscription
        self._handle = handle
        self._report = report
        self._stopping = stopping
        self._raw = raw

    def settle(self, deliveries: list[Delivery]) -> None:
        """Handle a batch and acknowledge it.

        Raises `Stopping`, `QueueUnfit` or a lost connection, with nothing acknowledged.
        """
        readable = self._readable(deliveries)
        if readable:
            self._handle_together(readable)
        metrics.HANDLED.labels(self._subscription.queue).inc(len(deliveries))
        self._subscription.acknowledge_up_to(deliveries[-1])

    def _readable(self, deliveries: list[Delivery]) -> list[tuple[Delivery, Any]]:
        """Return deliveries with their events, each event once; park what is no event."""
        if self._raw:
            return [(delivery, delivery) for delivery in deliveries]
        by_id: dict[str, tuple[Delivery, Any]] = {}
        for delivery in deliveries:
            try:
                event = delivery.event()
                by_id.setdefault(event.id, (delivery, event))
            except Undecodable as error:
                self._park(delivery, error.slug, error)
        return list(by_id.values())

    def _handle_together(self, readable: list[tuple[Delivery, Any]]) -> None:
        """Try the whole batch; when it fails, go event by event, so that one bad event stops no other."""
        error = self._attempt([event for _, event in readable])
        if error is None:
            return
        if len(readable) == 1:
            self._fail(readable[0][0], error)
            return
        for delivery, event in readable:
            error = self._attempt([event])
            if error is not None:
                self._fail(delivery, error)

    def _attempt(self, events: list[Any]) -> BaseException | None:
        """Run the handler. While the database is away, wait and run it again: an outage is nobody's failed attempt."""
        while True:
            error = self._handle(events)
            if error is None or not is_outage(error):
                return error
            self._wait_out(error)

    def _wait_out(self, error: BaseException) -> None:
        self._report(f"database away: {type(error).__name__}")
        if self._stopping():
            raise Stopping
        self._subscription.keep_alive()
        eventlet.sleep(OUTAGE_PAUSE)
        self._report(None)

    def _fail(self, delivery: Delivery, error: BaseException) -> None:
        verdict = judge(error, delivery.attempts)
        if isinstance(verdict, Park):
            self._park(delivery, verdict.slug, error)
            return
        metrics.RETRIED.labels(self._subscription.queue).inc()
        log.warning(
            "event failed, will be tried again",
            **_facts(self._subscription.queue, delivery, error),
            delay=verdict.delay.seconds,
        )
        self._subscription.send_on(
            delivery.onward(**{ATTEMPTS: delivery.attempts + 1, "x-error": type(error).__name__}),
            exchange=verdict.delay.name,
            routing_key=self._subscription.queue,
        )

    def _park(self, delivery: Delivery, slug: str, error: BaseException) -> None:
        metrics.PARKED.labels(self._subscription.queue).inc()
        log.error("event parked", reason=slug, **_facts(self._subscription.queue, delivery, error))
        reasons = {
            "x-reason": slug,
            "x-error": type(error).__name__,
            "x-queue": self._subscription.queue,
            "x-parked-at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self._subscription.send_on(delivery.onward(**reasons), exchange=PARKED, routing_key=self._subscription.queue)


def _facts(queue: str, delivery: Delivery, error: BaseException) -> dict[str, Any]:
    """Return what may be logged of a failure: the error's kind and place, not its words, which may quote a citizen."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return {
        "queue": queue,
        "message_id": delivery.message_id,
        "routing_key": delivery.routing_key,
        "attempts": delivery.attempts,
        "error": type(error).__name__,
        "frames": frames[-4:],
    }
