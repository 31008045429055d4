"""Delivers webhooks as a provider does: within a time limit, and again, a bounded number of times, without a 200."""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import requests

#: What stands for a status when there was none.
NO_ANSWER, TOO_SLOW = 0, -1
#: How many deliveries are remembered.
MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Webhook:
    """One request to our side."""

    url: str
    body: bytes
    headers: dict[str, str]
    label: str = ""
    method: str = "POST"


@dataclass(slots=True)
class Delivery:
    """A webhook and what came back, attempt by attempt: HTTP status, 0 for no answer, -1 for none in time."""

    number: int
    webhook: Webhook
    statuses: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    answer: str = ""
    given_up: bool = False

    @property
    def status(self) -> int:
        """Return what the last attempt brought."""
        return self.statuses[-1] if self.statuses else NO_ANSWER

    @property
    def accepted(self) -> bool:
        """Tell whether the provider got its 200."""
        return self.status == requests.codes.ok

    def as_json(self) -> dict[str, Any]:
        """Return what the control API shows."""
        return {
            "number": self.number,
            "label": self.webhook.label,
            "url": self.webhook.url,
            "statuses": list(self.statuses),
            "seconds": [round(each, 3) for each in self.seconds],
            "accepted": self.accepted,
            "given_up": self.given_up,
            "answer": self.answer,
            "body": self.webhook.body[:20_000].decode("utf-8", "replace"),
        }


class Courier:
    """Makes the first attempt at once, in the caller's thread, and all others in a thread of its own.

    `time_limit` is in seconds; `delays` are the seconds before each further attempt; `retries` switches them off;
    `count_header` names the header that numbers the attempts, if the provider has one.
    """

    def __init__(self, time_limit: float, delays: Sequence[float], count_header: str = "") -> None:
        self.time_limit, self.delays, self.count_header = time_limit, tuple(delays), count_header
        self.retries = True
        self._lock = threading.Condition()
        self._numbers = itertools.count(1)
        self._deliveries: deque[Delivery] = deque(maxlen=MOST_KEPT)
        self._waiting: list[tuple[float, Delivery]] = []
        self._closed = False
        self._local = threading.local()
        self._thread: threading.Thread | None = None

    def deliver(self, webhook: Webhook) -> Delivery:
        """Deliver once; what does not get its 200 is tried again later, if retries are on."""
        with self._lock:
            delivery = Delivery(next(self._numbers), webhook)
            self._deliveries.append(delivery)
        self._attempt(delivery)
        return delivery

    def deliver_soon(self, webhook: Webhook, after: float = 0.0) -> None:
        """Deliver from the courier's own thread, `after` seconds from now."""
        with self._lock:
            delivery = Delivery(next(self._numbers), webhook)
            self._deliveries.append(delivery)
            self._schedule(delivery, after)

    def deliveries(self) -> list[Delivery]:
        """Return the deliveries so far, the newest MOST_KEPT, oldest first."""
        with self._lock:
            return list(self._deliveries)

    def forget(self) -> None:
        """Forget the deliveries so far, and what is still to be tried."""
        with self._lock:
            self._deliveries.clear()
            self._waiting.clear()

    def close(self) -> None:
        """Try nothing any more."""
        with self._lock:
            self._closed = True
            self._lock.notify_all()

    def _attempt(self, delivery: Delivery) -> None:
        begun = time.monotonic()
        status, answer = self._sent(delivery)
        with self._lock:
            delivery.statuses.append(status)
            delivery.seconds.append(time.monotonic() - begun)
            delivery.answer = answer
            self._plan(delivery)

    def _plan(self, delivery: Delivery) -> None:
        tried = len(delivery.statuses)
        if delivery.accepted:
            return
        if not self.retries or tried > len(self.delays):
            delivery.given_up = True
            return
        self._schedule(delivery, self.delays[tried - 1])

    def _schedule(self, delivery: Delivery, after: float) -> None:
        self._waiting.append((time.monotonic() + after, delivery))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self._lock.notify_all()

    def _sent(self, delivery: Delivery) -> tuple[int, str]:
        webhook = delivery.webhook
        headers = dict(webhook.headers)
        if self.count_header:
            headers[self.count_header] = str(len(delivery.statuses))
        try:
            answer = self._session().request(
                webhook.method, webhook.url, data=webhook.body, headers=headers, timeout=self.time_limit
            )
        except requests.Timeout:
            return TOO_SLOW, ""
        except requests.RequestException:
            return NO_ANSWER, ""
        return answer.status_code, answer.text[:2000]

    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
            self._local.session.trust_env = False
        session: requests.Session = self._local.session
        return session

    def _run(self) -> None:
        while (delivery := self._due()) is not None:
            self._attempt(delivery)

    def _due(self) -> Delivery | None:
        """Return the next delivery when its time has come; None when closed."""
        with self._lock:
            while not self._closed:
                self._waiting.sort(key=lambda each: each[0])
                now = time.monotonic()
                if self._waiting and self._waiting[0][0] <= now:
                    return self._waiting.pop(0)[1]
                self._lock.wait(self._waiting[0][0] - now if self._waiting else None)
        return None
