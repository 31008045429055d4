"""List cases: what an account may see is decided here, before anything is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import SEES_ALL
from services.routing.domain.territory import Area
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
        """Return a page: topics and areas with all below them.

        Raises `Rejected("forbidden")` when somebody of an agency asks for another agency's cases.
        """
        return self.lists.find(self._whole(scoped(wanted, actor)), self.clock.now())

    def inboxes(self, actor: Actor) -> Sequence[tuple[Inbox, int]]:
        """Return the inboxes of an actor with how many cases each has, up to `MOST_COUNTED`."""
        now = self.clock.now()
        mine = inboxes_of(actor)
        return [(inbox, self.lists.count(scoped(inbox.wanted, actor), now)) for inbox in mine]

    def has_changed_since(self, at: datetime, actor: Actor) -> bool:
        """Return whether anything that this actor may see has changed since."""
        return self.lists.has_changed_since(at, scoped(Wanted(), actor).holder)

    def _whole(self, wanted: Wanted) -> Wanted:
        if not wanted.categories and not wanted.areas:
            return wanted
        catalog = self.catalogs.assigner().catalog
        return replace(
            wanted,
            categories=_below(wanted.categories, _branches(catalog.categories)),
            areas=_below(wanted.areas, _children(catalog.areas)),
        )


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


def _below(asked: Sequence[str], children: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what is asked for with all that lies below, each once."""
    found: dict[str, None] = {}
    ask = list(asked)
    while ask:
        each = ask.pop()
        if each not in found:
            found[each] = None
            ask += children.get(each, ())
    return tuple(found)


def _branches(categories: Iterable[str]) -> Mapping[str, Sequence[str]]:
    below: dict[str, list[str]] = {}
    for slug in categories:
        below.setdefault(slug.rpartition(".")[0], []).append(slug)
    return below


def _children(areas: Mapping[str, Area]) -> Mapping[str, Sequence[str]]:
    """An area includes the units that it took over: old cases keep their old codes."""
    below: dict[str, list[str]] = {}
    for code, area in areas.items():
        for above in filter(None, (area.parent, *area.successors[:1])):
            below.setdefault(above, []).append(code)
    return below
