"""Find cases for the desk: operators see all, officers what their agency leads or has a part in now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.kit.failures import Rejected
from services.routing.domain.case import Case
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import sees_case
from services.routing.usecases.ports import Cases, Page, Search
from services.routing.usecases.requests import unknown_case


@dataclass(frozen=True, slots=True)
class FindCases:
    """Reading. What an account may see is decided here, for acting too."""

    cases: Cases

    def one(self, code: str, actor: Actor) -> Case:
        """Return a case. Raises `Rejected("unknown-case")` also for a case of another agency."""
        return seen_by(actor, self.cases.find([code]).get(code))

    def page(self, search: Search, actor: Actor) -> Page:
        """Return cases, newest first. Raises `Rejected("forbidden")` when an officer asks for another agency's."""
        if actor.is_operator:
            return self.cases.search(search)
        if search.agency not in (None, actor.agency):
            raise Rejected(
                "forbidden",
                "Chỉ xem được phản ánh của đơn vị mình.",
                "Only the cases of your own agency can be seen.",
            )
        return self.cases.search(replace(search, agency=actor.agency, held=False))


def seen_by(actor: Actor, case: Case | None) -> Case:
    """Return the case if there is one that `actor` may see. Raises `Rejected("unknown-case")`."""
    if case and sees_case(actor, case):
        return case
    raise unknown_case()
