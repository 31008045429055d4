"""The batch entrypoint: nameko runs the method with all events that came within a few milliseconds.

What nameko's own consumer gets wrong for us (measured, and each held by a test): it acknowledges what failed or could
not be decoded, loses acknowledgements on SIGTERM, dies when a handler outlives the heartbeat, stays silent when its
queue is missing. So this entrypoint brings its own loop and uses nameko for the worker life cycle only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import eventlet
from eventlet.event import Event as Signal
from nameko.extensions import Entrypoint

from services.kit.logs import log
from services.kit.messaging import metrics
from services.kit.messaging.batch_work import BatchWork, Stopping
from services.kit.messaging.delivery import Delivery
from services.kit.messaging.subscription import LOST, QueueUnfit, Subscription

BATCH_SIZE = 100
#: A lone event waits 8 ms for company. The richer the last batch was, the longer the next one waits: under load large
#: batches spare database and broker, which pay by the batch, and at a calm pace nobody waits.
LINGER_SECONDS_PER_EVENT = 0.008
LONGEST_LINGER_SECONDS = 0.06
IDLE_SECONDS = 1.0
KEEP_ALIVE_SECONDS = 2.0
BACK_OFF = (0.2, 0.5, 1.0, 2.0, 3.0)


class Batch(Entrypoint):
    """Entrypoint `@batch("routing.cases")`. The method gets `list[Event]`, or `list[Delivery]` with `raw=True`.

    `vital=False` keeps the process ready while the broker is away: an intake service must go on accepting.
    """

    def __init__(self, queue: str, *, raw: bool = False, vital: bool = True, size: int = BATCH_SIZE) -> None:
        # Failures are logged here, once and without personal data, not by nameko.
        super().__init__(expected_exceptions=(Exception,))
        self.queue = queue
        self.raw = raw
        self.vital = vital
        self.size = size
        self._problem: str | None = "starting"
        self._stopping = False
        self._over = Signal()

    def start(self) -> None:
        """Begin to consume, in a thread of nameko's keeping."""
        self.container.spawn_managed_thread(self._run, identifier=f"batch:{self.queue}")

    def stop(self) -> None:
        """Finish the batch in hand and return once it is settled; what was only prefetched goes back to the queue."""
        self._stopping = True
        with eventlet.Timeout(self.container.config["settings"].drain_seconds, False):
            self._over.wait()

    def problem(self) -> str | None:
        """Return why this consumer is not consuming, or None when it is."""
        return self._problem

    def _run(self) -> None:
        failures = 0
        while not self._stopping:
            try:
                self._subscribe()
                failures = 0
            except QueueUnfit as unfit:
                self._trouble(str(unfit))
                failures = len(BACK_OFF) - 1
            except LOST as lost:
                self._trouble(f"broker away: {type(lost).__name__}")
            self._pause(BACK_OFF[min(failures, len(BACK_OFF) - 1)])
            failures += 1
        self._over.send(None)

    def _subscribe(self) -> None:
        uri = self.container.config["settings"].amqp_uri
        with Subscription(uri, self.queue, prefetch=self.size * 2) as subscription:
            self._trouble(None)
            work = BatchWork(subscription, self._handler(subscription), self._trouble, self._is_stopping, raw=self.raw)
            deliveries: list[Delivery] = []
            while not self._stopping:
                linger = linger_after(len(deliveries))
                deliveries = subscription.collect(self.size, idle=IDLE_SECONDS, linger=linger)
                if deliveries:
                    try:
                        work.settle(deliveries)
                    except Stopping:
                        return

    def _handler(self, subscription: Subscription) -> Callable[[list[Any]], BaseException | None]:
        """Return a function that runs the service method on a batch and returns its error, or None."""

        def handle(batch: list[Any]) -> BaseException | None:
            outcome = Signal()

            def handled(_: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
                outcome.send(exc_info[1] if exc_info else None)
                return result, exc_info

            self.container.spawn_worker(self, (batch,), {}, handle_result=handled)
            while not outcome.ready():
                with eventlet.Timeout(KEEP_ALIVE_SECONDS, False):
                    outcome.wait()
                if not outcome.ready():
                    subscription.keep_alive()
            error: BaseException | None = outcome.wait()
            return error

        return handle

    def _is_stopping(self) -> bool:
        return self._stopping

    def _trouble(self, problem: str | None) -> None:
        if problem != self._problem:
            log.info("consumer state", queue=self.queue, problem=problem)
        self._problem = problem
        metrics.CONSUMING.labels(self.queue).set(0 if problem else 1)

    def _pause(self, seconds: float) -> None:
        """Sleep in small steps so that a stop does not have to wait."""
        for _ in range(int(seconds / 0.1)):
            if self._stopping:
                return
            eventlet.sleep(0.1)


def linger_after(events: int) -> float:
    """Return how many seconds to wait for company after a batch of so many events."""
    return min(LONGEST_LINGER_SECONDS, LINGER_SECONDS_PER_EVENT * max(1, events))


batch = Batch.decorator
