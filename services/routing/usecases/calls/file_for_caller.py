"""File a case for the caller on the line, and where the operator has answered it, promise the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.policies import Actor
from services.routing.usecases.calls.facts import Filing, Receipt
from services.routing.usecases.calls.ports import Hotline, Promise, Promises

#: Nothing has to be shown and no day to be named for these: what a person can say on the telephone.
OUTCOMES_AT_ONCE = ("explained", "transferred", "not_feasible")


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What the operator told the caller; `outcome` is one of `OUTCOMES_AT_ONCE`, `sources` are entries it says."""

    text: str
    outcome: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileForCaller:
    """The use case. The case is stored first, then the promise; killed in between, nothing was acknowledged, and the
    same form sent again finds the case and keeps the promise.
    """

    hotline: Hotline
    promises: Promises
    clock: Clock

    def __call__(self, filing: Filing, answer: AtOnce | None, account: str, actor: Actor) -> Receipt:
        """Return the receipt. Raises what the port does."""
        receipt = self.hotline.file(account, replace(filing, keep=answer is not None))
        if answer:
            self.promises.keep(_promise(receipt.code, filing, answer, actor, self.clock))
        log.info("case filed at the desk", case=receipt.code, by=account, at_once=answer is not None)
        return receipt


def _promise(code: str, filing: Filing, answer: AtOnce, actor: Actor, clock: Clock) -> Promise:
    return Promise(
        code=code,
        by=actor.name,
        role=actor.role,
        category=filing.category,
        area=filing.area,
        urgency=filing.urgency,
        kind=filing.kind or "report",
        text=answer.text,
        outcome=answer.outcome,
        promised_at=clock.now(),
        sources=answer.sources,
    )
