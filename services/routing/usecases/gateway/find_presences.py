"""Find presences: which agencies are there, the worst first."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain.gateway.presence import Presence
from services.routing.domain.policies import Actor
from services.routing.domain.roles import AGENCY_ROLES
from services.routing.usecases.gateway.ports import Presences


@dataclass(frozen=True, slots=True)
class FindPresences:
    """An agency sees how its own system does; the centre sees all."""

    presences: Presences

    def __call__(self, actor: Actor, *, troubled: bool = False) -> list[Presence]:
        """Return where agencies stand; with `troubled` only those that are away, parked or keep something waiting."""
        seen = [each for each in self.presences.all() if _may_see(actor, each)]
        return sorted((each for each in seen if each.troubled or not troubled), key=lambda each: each.trouble)


def _may_see(actor: Actor, presence: Presence) -> bool:
    return actor.role not in AGENCY_ROLES or actor.agency == presence.agency
