"""Keep promises: write the answer that the caller has heard into the case, as soon as the case is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log
from services.routing.domain.case import Case, State
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.calls.ports import Promise, Promises
from services.routing.usecases.ports import Cases
from services.routing.usecases.requests import Answer, Classify, Request

#: How long one process has a promise, and how long a case that is not here yet is waited for before looking again.
LEASE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class KeepPromises:
    """The use case, one promise a turn. Whatever is killed when, each act is done once: its key is the case's."""

    promises: Promises
    cases: Cases
    act_on_case: ActOnCase
    clock: Clock

    def __call__(self) -> bool:
        """Return whether there may be more to do at once."""
        now = self.clock.now()
        promise = self.promises.take_due(now, now + LEASE)
        if promise is None:
            return False
        case = self.cases.find([promise.code]).get(promise.code)
        if case:
            self._keep(promise, case)
        return True

    def _keep(self, promise: Promise, case: Case) -> None:
        try:
            self._give(promise, case)
        except Rejected as why:
            log.error("promised answer not given", case=promise.code, reason=why.slug)
            self.promises.refused(promise.code, why.slug, self.clock.now())
        else:
            self.promises.given(promise.code, self.clock.now())

    def _give(self, promise: Promise, case: Case) -> None:
        if case.state is State.TRIAGE and promise.category:
            about = (promise.category, promise.area, promise.urgency, promise.kind)
            self._act(promise, Classify(*about, keep=True), "classify")
        self._act(promise, Answer(promise.text, promise.outcome, sources=promise.sources), "answer")

    def _act(self, promise: Promise, request: Request, step: str) -> None:
        actor = Actor(promise.by, None, promise.role)
        self.act_on_case(promise.code, request, actor, f"at-once/{promise.code}/{step}")
