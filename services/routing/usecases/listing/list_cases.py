"""List cases: what an account may see is decided here, before anything is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import SEES_ALL
from services.routing.usecases.listing.inboxes import Inbox, inboxes_of
from services.routing.usecases.listing.ports import CaseLists, Listed, Wanted
from services.routing.usecases.ports import Catalogs


@dataclass(frozen=True, slots=True)
class ListCases:
    """Lists for one actor."""

    lists: CaseLists
    catalogs: Catalogs
    clock: Clock

    def page(self, wanted: Wanted, actor: Actor) -> Listed:
        """Return a page. Raises `Rejected("forbidden")` when an officer asks for another agency's cases."""
        return self.lists.find(self._with_areas(scoped(wanted, actor)), self.clock.now())

    def inboxes(self, actor: Actor) -> Sequence[tuple[Inbox, int]]:
        """Return the inboxes of an actor with how many cases each has, up to `MOST_COUNTED`."""
        now = self.clock.now()
        mine = inboxes_of(actor)
        return [(inbox, self.lists.count(scoped(inbox.wanted, actor), now)) for inbox in mine]

    def has_changed_since(self, at: datetime, actor: Actor) -> bool:
        """Return whether anything that this actor may see has changed since."""
        return self.lists.has_changed_since(at, scoped(Wanted(), actor).holder)

    def _with_areas(self, wanted: Wanted) -> Wanted:
        """An area includes everything below it, and the units that it took over: old cases keep their old codes."""
        if not wanted.areas:
            return wanted
        areas = self.catalogs.assigner().catalog.areas
        below = _children(areas)
        found: dict[str, None] = {}
        ask = list(wanted.areas)
        while ask:
            code = ask.pop()
            if code not in found:
                found[code] = None
                ask += below.get(code, ())
        return replace(wanted, areas=tuple(found))


def scoped(wanted: Wanted, actor: Actor) -> Wanted:
    """Return the question as this actor may ask it. Raises `Rejected("forbidden")`."""
    if actor.role in SEES_ALL:
        return replace(wanted, assignee=actor.name) if wanted.assignee == ME else wanted
    if not actor.is_of_agency or wanted.agency not in (None, actor.agency):
        raise Rejected(
            "forbidden", "Chỉ xem được phản ánh của đơn vị mình.", "Only the cases of your own agency can be seen."
        )
    mine = actor.name if wanted.assignee == ME else wanted.assignee
    return replace(wanted, holder=actor.agency, agency=None, assignee=mine)


#: Stands for whoever asks.
ME = "me"


def _children(areas: Mapping[str, object]) -> Mapping[str, list[str]]:
    below: dict[str, list[str]] = {}
    for code, area in areas.items():
        parent = getattr(area, "parent", None)
        if parent:
            below.setdefault(parent, []).append(code)
        for successor in getattr(area, "successors", ())[:1]:
            below.setdefault(successor, []).append(code)
    return below
