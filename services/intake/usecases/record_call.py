"""Record what a telephone system says about a call. What follows from it comes later: signals arrive in any order."""

from __future__ import annotations

from datetime import timedelta

from prometheus_client import Counter

from services.intake.domain.calls.signal import ANSWERED, Signal
from services.intake.usecases.call_ports import CallBacks, Calls
from services.kit.clock import Clock
from services.kit.logs import log

SIGNALS = Counter("hotline_call_signals_total", "Signals of telephone systems, by kind.", ("vendor", "kind", "result"))


class RecordCall:
    """The use case. `grace` is how long signals that overtake one another are waited for."""

    def __init__(self, calls: Calls, call_backs: CallBacks, clock: Clock, grace: timedelta) -> None:
        self._calls = calls
        self._call_backs = call_backs
        self._clock = clock
        self._grace = grace

    def __call__(self, signal: Signal, delivery: str) -> bool:
        """Store the signal; return False when this delivery had been stored before."""
        new = self._calls.note(signal, delivery, self._clock.now() + self._grace)
        SIGNALS.labels(signal.vendor, signal.kind, "new" if new else "again").inc()
        if signal.kind == ANSWERED and signal.number and not signal.outbound:
            self._heard(signal.number, signal)
        return new

    def _heard(self, number: str, signal: Signal) -> None:
        """Nobody needs to call back whom an operator is talking to; also when it is said again, after a crash."""
        closed = self._call_backs.called_again(number, signal.answered_at or signal.at)
        if closed:
            log.info("call-backs closed by a call", call=signal.id, tasks=closed)
