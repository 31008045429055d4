"""The inboxes of each role: what waits for whom, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.routing.domain.escalation import OVERDUE
from services.routing.domain.policies import Actor
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.usecases.listing.ports import Wanted

OPEN = ("triage", "held", "routed", "accepted", "waiting", "reopened")
WITH_AGENCY = ("routed", "accepted", "waiting")


@dataclass(frozen=True, slots=True)
class Inbox:
    """A tab: its name for programs, and what it lists."""

    slug: str
    wanted: Wanted


TRIAGE = Inbox("triage", Wanted(states=("triage",), order="received"))
HELD = Inbox("held", Wanted(states=("held",)))
WAITING = Inbox("waiting", Wanted(states=("waiting",)))
MINE = Inbox("mine", Wanted(states=OPEN, assignee="me"))
ALL = Inbox("open", Wanted(states=OPEN))
ANSWERED = Inbox("answered", Wanted(states=("answered",), order="newest"))

INBOXES: Mapping[str, Sequence[Inbox]] = {
    OPERATOR: (TRIAGE, MINE, HELD, WAITING, ALL, ANSWERED),
    SHIFT_LEAD: (
        Inbox("overdue", Wanted(states=OPEN, level=OVERDUE)),
        Inbox("reopened", Wanted(states=("reopened",), order="received")),
        Inbox("returned", Wanted(states=("triage",), returned=True, order="received")),
        Inbox("extensions", Wanted(states=WITH_AGENCY, wants_time=True)),
        TRIAGE,
        HELD,
        WAITING,
        MINE,
        ALL,
        ANSWERED,
    ),
    OFFICER: (
        Inbox("new", Wanted(states=("routed",))),
        Inbox("accepted", Wanted(states=("accepted",))),
        Inbox("parts", Wanted(states=WITH_AGENCY, part=True)),
        WAITING,
        MINE,
        Inbox("all", Wanted(states=WITH_AGENCY)),
        ANSWERED,
    ),
    AGENCY_LEADER: (
        Inbox("approve", Wanted(states=WITH_AGENCY, submitted=True)),
        Inbox("overdue", Wanted(states=WITH_AGENCY, level=OVERDUE)),
        Inbox("parts", Wanted(states=WITH_AGENCY, part=True)),
        Inbox("all", Wanted(states=WITH_AGENCY)),
        ANSWERED,
    ),
    ADMINISTRATOR: (ALL, Inbox("overdue", Wanted(states=OPEN, level=OVERDUE)), ANSWERED),
    LEADER: (Inbox("overdue", Wanted(states=OPEN, level=OVERDUE)), ALL, ANSWERED),
}


def inboxes_of(actor: Actor) -> Sequence[Inbox]:
    """Return the inboxes of a role, the first one the most pressing."""
    return INBOXES.get(actor.role, ())
