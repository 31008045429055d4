"""What the gateway has accepted. A RequestId counts once for a day."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.simulators.base import gsm
from tests.simulators.sms.orders import Order

REMEMBERED = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Sent:
    """An accepted message; `delivered` says whether the telephone got it (the sandbox delivers nothing)."""

    sms_id: str
    order: Order
    at: datetime

    def as_json(self) -> dict[str, Any]:
        """Return it for tests and for the lab."""
        order = self.order
        return {
            "sms_id": self.sms_id,
            "to": order.phone,
            "text": order.content,
            "from": order.brandname,
            "unicode": order.unicode,
            "segments": gsm.segments(order.content, order.unicode),
            "request_id": order.request_id,
            "sandbox": order.sandbox,
            "callback": order.callback,
            "at": self.at.isoformat(),
        }


class Outbox:
    """Keeps every message. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: list[Sent] = []

    def accept(self, order: Order, now: datetime) -> tuple[Sent, bool]:
        """Keep an order; True when it is new, False with the earlier message when its RequestId was used lately."""
        with self._lock:
            for earlier in reversed(self._sent):
                same = order.request_id and earlier.order.request_id == order.request_id
                if same and now - earlier.at < REMEMBERED:
                    return earlier, False
            sent = Sent(secrets.token_hex(16) + "250", order, now)
            self._sent.append(sent)
            return sent, True

    def sent(self, to: str = "") -> list[Sent]:
        """Return the messages accepted, to everybody or to one telephone, oldest first."""
        with self._lock:
            return [each for each in self._sent if not to or each.order.phone == to]

    def find(self, sms_id: str) -> Sent:
        """Return a message. LookupError for none."""
        with self._lock:
            found = [each for each in self._sent if each.sms_id == sms_id]
        if not found:
            raise LookupError(sms_id)
        return found[0]

    def forget(self) -> None:
        """Forget all messages and their RequestIds."""
        with self._lock:
            self._sent.clear()
