"""Look at a citizen's contact: the look is written down, and only then shown."""

from __future__ import annotations

from dataclasses import dataclass

from ulid import ULID

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log
from services.routing.domain.looking import CONTACT, Look
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import sees_contact
from services.routing.domain.submission import Contact
from services.routing.usecases.find_cases import FindCases
from services.routing.usecases.looking.ports import Looks


@dataclass(frozen=True, slots=True)
class LookAtContact:
    """Every call is a look, also of who has looked before: what is written is what was shown."""

    find_cases: FindCases
    looks: Looks
    clock: Clock

    def __call__(self, code: str, actor: Actor, why: str | None = None) -> Contact:
        """Return the contact. Raises `Rejected`: `unknown-case`, `contact-not-shown`."""
        case = self.find_cases.one(code, actor)
        contact = case.submission.contact
        if contact is None or not sees_contact(actor, case):
            raise _not_shown()
        self.looks.add(self._look(code, actor, why))
        log.info("contact shown", case=code, account=actor.name)
        return contact

    def _look(self, code: str, actor: Actor, why: str | None) -> Look:
        now = self.clock.now()
        return Look(
            id=str(ULID.from_datetime(now)),
            account=actor.name.removeprefix("desk:"),
            role=actor.role,
            agency=actor.agency,
            code=code,
            what=CONTACT,
            at=now,
            why=why or None,
        )


def _not_shown() -> Rejected:
    return Rejected(
        "contact-not-shown",
        "Tài khoản này không được xem thông tin liên hệ của người gửi phản ánh này.",
        "This account may not see the contact of whoever filed this case.",
    )
