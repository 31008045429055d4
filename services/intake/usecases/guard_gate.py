"""Guard the gate: block list first, then limits, then how suspicious a message is. Telephone calls never pass here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from prometheus_client import Counter

from services.intake.domain.abuse import limits as rules
from services.intake.domain.abuse.blocks import words
from services.intake.domain.abuse.limits import Limit, Window
from services.intake.domain.abuse.senders import Sender, on_this_machine, sender
from services.intake.domain.abuse.suspicion import Signals, Suspicion, suspect
from services.intake.domain.contact import NormalisePhone
from services.intake.usecases.gate_ports import Blocks, Challenge, Counters, Proofs
from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log

REFUSED = Counter("hotline_gate_refused", "Messages refused at the gate", ("reason", "kind"))
SUSPECTED = Counter("hotline_gate_suspected", "Messages that looked like a machine's", ("reason",))
PROVED = Counter("hotline_gate_proofs", "Proofs of work that were handed in", ("result",))

NOTHING_NOTICED = Signals()


class GuardGate:
    """The use case. `hotline` returns the number to call, as people write it."""

    def __init__(
        self,
        blocks: Blocks,
        counters: Counters,
        proofs: Proofs,
        limits: Mapping[str, Limit],
        phones: NormalisePhone,
        clock: Clock,
        hotline: Callable[[], str],
    ) -> None:
        self._blocks = blocks
        self._counters = counters
        self._proofs = proofs
        self._limits = limits
        self._phones = phones
        self._clock = clock
        self._hotline = hotline

    def senders(self, **values: str | None) -> tuple[Sender, ...]:
        """Return the senders that `kind=value` pairs name; what is no such thing is left out.

        A telephone number may be as it was typed.
        """
        return tuple(self._read(values))

    def check(self, *senders: Sender, signals: Signals = NOTHING_NOTICED, patient: bool = False) -> Suspicion:
        """Count the message for each of its senders and return what speaks against it.

        `patient`: what is refused comes again by itself, so it counts only once it is let through; else those that wait
        would keep one another waiting for ever. What comes from this machine is not counted. Raises `Rejected`:
        `blocked`, or `slow-down` with `retry_after` seconds in its details.
        """
        self._refuse_blocked(senders)
        if any(on_this_machine(who) for who in senders):
            return Suspicion()
        if patient:
            self._refuse_too_many(self._with_one_more(senders))
        windows = self._counters.count(senders, self._limits, self._clock.now())
        counted = [(who.kind, self._limits[who.kind], window) for who, window in zip(senders, windows, strict=True)]
        self._refuse_too_many(counted)
        found = suspect(signals, {kind for kind, limit, window in counted if rules.busy(limit, window)})
        for reason in found.reasons:
            SUSPECTED.labels(reason).inc()
        return found

    def challenge(self) -> Challenge:
        """Return work to be done by the sender's machine before a suspicious message is taken like any other."""
        return self._proofs.challenge(self._clock.now())

    def proved(self, solution: str) -> bool:
        """Return whether the work was done; a solution is good once."""
        good = self._proofs.accepted(solution, self._clock.now())
        PROVED.labels("good" if good else "bad").inc()
        return good

    def _read(self, values: Mapping[str, str | None]) -> Iterator[Sender]:
        for kind, value in values.items():
            known = self._phones(value) if kind == "phone" and value else value
            if known:
                try:
                    yield sender(kind, known)
                except ValueError:
                    continue

    def _refuse_blocked(self, senders: Sequence[Sender]) -> None:
        listed, now = self._blocks.listed(), self._clock.now()
        for who in senders:
            if listed.find(who, now):
                REFUSED.labels("blocked", who.kind).inc()
                log.info("sender blocked", kind=who.kind)
                raise Rejected("blocked", **words(self._hotline()))

    def _with_one_more(self, senders: Sequence[Sender]) -> list[tuple[str, Limit, Window]]:
        windows = self._counters.peek(senders, self._limits, self._clock.now())
        more = (replace(window, current=window.current + 1) for window in windows)
        return [(who.kind, self._limits[who.kind], window) for who, window in zip(senders, more, strict=True)]

    def _refuse_too_many(self, counted: Sequence[tuple[str, Limit, Window]]) -> None:
        for kind, limit, window in counted:
            if rules.over(limit, window):
                REFUSED.labels("slow-down", kind).inc()
                log.info("sender slowed down", kind=kind)
                raise self._slow_down(rules.wait(limit, window))

    def _slow_down(self, seconds: int) -> Rejected:
        minutes = -(-seconds // 60)
        return Rejected(
            "slow-down",
            f"Bạn gửi quá nhiều trong thời gian ngắn. Xin gửi lại sau {minutes} phút, hoặc gọi {self._hotline()}.",
            f"Too much came from you in a short time. Please try again in {minutes} min, or call {self._hotline()}.",
            retry_after=seconds,
        )
