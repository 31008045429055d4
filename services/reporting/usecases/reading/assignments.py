"""Facts about an agency's assignment: the whole case, or a coordinating agency's part of it."""

from __future__ import annotations

from datetime import datetime

from services.kit.events import (
    CaseAccepted,
    CaseContributed,
    CaseExtended,
    CaseInfoRequested,
    CaseMoved,
    CaseOverdue,
    CaseResumed,
    CaseReturned,
    CaseRouted,
    ExtensionRefused,
)
from services.reporting.domain import facts
from services.reporting.domain.facts import (  # fmt: skip
    Accepted,
    Contributed,
    DueMoved,
    Escalated,
    Fact,
    Moved,
    Paused,
    Returned,
    Routed,
    Stamp,
)
from services.reporting.domain.sheet import Slot, slot_of

LEAD = "lead"
ASSIGNMENTS = "assignments"


def of_routed(data: CaseRouted, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.routed` says; a coordinating agency answers for its part, not for the case."""
    lead = data.role == LEAD
    fact = Routed(
        stamp, data.routed_at, data.agency, data.due_at, data.category, data.triage, data.area, data.kind, lead
    )
    return (ASSIGNMENTS, data.assignment, "routed" if lead else "part"), fact


def of_accepted(data: CaseAccepted, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.accepted` says."""
    return (ASSIGNMENTS, data.assignment, "accepted"), Accepted(stamp, data.accepted_at)


def of_returned(data: CaseReturned, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.returned` says, but for the reason in words."""
    return (ASSIGNMENTS, data.assignment, "returned"), Returned(stamp, data.returned_at, data.agency)


def of_moved(data: CaseMoved, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.moved` says."""
    return (ASSIGNMENTS, data.assignment, "moved"), Moved(stamp, data.moved_at, data.agency)


def of_contributed(data: CaseContributed, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.contributed` says."""
    fact = Contributed(stamp, data.contributed_at, data.agency, data.on_time)
    return (ASSIGNMENTS, data.assignment, "contributed"), fact


def of_extended(data: CaseExtended, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.extended` says."""
    fact = DueMoved(stamp, data.extended_at, data.agency, data.due_at, True)
    return _again(data.assignment, "extended", data.extended_at), fact


def of_resumed(data: CaseResumed, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.resumed` says."""
    fact = DueMoved(stamp, data.resumed_at, data.agency, data.due_at, False)
    return _again(data.assignment, "resumed", data.resumed_at), fact


def of_info_requested(data: CaseInfoRequested, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.info_requested` says, but for the question."""
    return _again(data.assignment, "paused", data.asked_at), Paused(stamp, data.asked_at, data.agency)


def of_extension_refused(data: ExtensionRefused, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `extension.refused` says, but for the reason in words."""
    fact = facts.ExtensionRefused(stamp, data.refused_at, data.agency)
    return _again(data.assignment, "refused", data.refused_at), fact


def of_overdue(data: CaseOverdue, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.overdue` says."""
    slot: Slot = (ASSIGNMENTS, data.assignment, "overdue", data.level)
    return slot, Escalated(stamp, data.told_at, data.agency)


def _again(assignment: int, name: str, moment: datetime) -> Slot:
    return ASSIGNMENTS, assignment, name, slot_of(moment)
