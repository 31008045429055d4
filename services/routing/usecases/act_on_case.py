"""Act on a case at the desk: accept, answer, return or reassign it, once per request however often it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ulid import ULID

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.case import Case
from services.routing.domain.policies import Actor
from services.routing.usecases.find_cases import seen_by
from services.routing.usecases.ports import Cases, Catalogs, Linker
from services.routing.usecases.requests import Means, Request, carry_out
from services.routing.usecases.requests.means import no_files

MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class ActOnCase:
    """For agencies without a system of their own, and for the centre's operators."""

    cases: Cases
    catalogs: Catalogs
    clock: Clock
    links: Linker
    answer_links: Linker = no_files

    def __call__(self, code: str, request: Request, actor: Actor, key: str | None = None) -> Case:
        """Do it and return the case afterwards; with a `key` that was used for the same request before, do nothing.

        Raises `Rejected` (unknown-case, idempotency-key-reused, or a policy's slug), `Retryable` when others keep
        changing the case.
        """
        act_id = _act_id(actor, key, request)
        for _ in range(MOST_TRIES):
            case = self.cases.find([code]).get(code)
            if case and case.has_seen(act_id):
                return _done_before(case, act_id, actor)
            case = seen_by(actor, case)
            _refuse_other_use(case, act_id)
            act = Act(act_id, actor.name, self.clock.now())
            change = carry_out(request, case, actor, act, self._means())
            if self.cases.save([change]):
                log.info("case acted on", case=code, did=change.case.history[-1].did.value)
                return change.case
        raise Retryable("case keeps changing")

    def _means(self) -> Means:
        return Means(self.catalogs.assigner(), self.links, answer_links=self.answer_links, others=self.cases.find)


def _act_id(actor: Actor, key: str | None, request: Request) -> str:
    """Return who, which key and what: the last part tells a repetition from another request with an old key."""
    asked = hashlib.sha256(repr(request).encode()).hexdigest()[:16]
    return f"{actor.name}/{key or ULID()}/{asked}"


def _done_before(case: Case, act_id: str, actor: Actor) -> Case:
    """Return the case to whoever asks again because the answer was lost, also where it has left them by what they did.

    Once others have done more to it, that is theirs to see who have it now. Raises `Rejected("unknown-case")`.
    """
    last = case.history[-1]
    is_as_left = last.act == act_id and all(each.added_at <= last.at for each in case.additions)
    return case if is_as_left else seen_by(actor, case)


def _refuse_other_use(case: Case, act_id: str) -> None:
    who_and_key = act_id.rpartition("/")[0]
    if any(entry.act.rpartition("/")[0] == who_and_key for entry in case.history):
        raise Rejected(
            "idempotency-key-reused",
            "Khóa Idempotency-Key đã dùng cho một yêu cầu khác.",
            "This Idempotency-Key was used for another request.",
        )
