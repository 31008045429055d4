"""Look a dossier up for a caller: what says nothing about a person at once, the rest after a look is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ulid import ULID

from services.kit.clock import Clock
from services.kit.dossiers import Found, OneStop, read_code, without_applicant
from services.kit.logs import log
from services.routing.domain.looking import Look
from services.routing.domain.policies import Actor
from services.routing.usecases.looking import Looks

#: What of a dossier was looked at, in the log of looks.
DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class LookUpDossier:
    """The use case, for the centre's people."""

    one_stop: OneStop
    looks: Looks
    clock: Clock

    @property
    def connected(self) -> bool:
        """Whether there is a system to ask."""
        return self.one_stop.connected

    def __call__(self, typed: str) -> Found:
        """Return it without its applicant. Raises `Rejected`: malformed-dossier-code, or what the port does."""
        found = self.one_stop.find(read_code(typed))
        return replace(found, dossier=without_applicant(found.dossier))

    def whole(self, typed: str, actor: Actor, why: str | None = None) -> Found:
        """Return all of it. The look is written down first, majority-acknowledged, under the dossier's code."""
        found = self.one_stop.find(read_code(typed))
        self.looks.add(self._look(found.dossier.code, actor, why))
        log.info("dossier shown", account=actor.name)
        return replace(found, dossier=replace(found.dossier, phone_digits=""))

    def _look(self, code: str, actor: Actor, why: str | None) -> Look:
        now = self.clock.now()
        return Look(
            id=str(ULID.from_datetime(now)),
            account=actor.name.removeprefix("desk:"),
            role=actor.role,
            agency=actor.agency,
            code=code,
            what=DOSSIER,
            at=now,
            why=why or None,
        )
