"""Who sees what of a case. Acting is another matter: see `policies`."""

from __future__ import annotations

from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, State
from services.routing.domain.policies import Actor
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, CENTRE_ROLES, LEADER, OFFICER, SHIFT_LEAD

#: They see every case: the centre's people work on them, the others answer for the whole.
SEES_ALL = CENTRE_ROLES | {ADMINISTRATOR, LEADER}
#: People of an agency. Its system gets what it needs with the case itself.
AGENCY_PEOPLE = frozenset({OFFICER, AGENCY_LEADER})
#: Who may see who looked at personal data: those who answer for how it is handled.
SEES_LOOKS = frozenset({SHIFT_LEAD, ADMINISTRATOR})


def holdings(case: Case) -> tuple[Assignment, ...]:
    """Return the assignments by which agencies hold the case now: the lead's, and the parts that count."""
    if case.state is State.HELD:
        return ()
    return (case.current, *(part for part in case.parts if part.ended_at is None))


def sees_case(actor: Actor, case: Case) -> bool:
    """Return whether they may see the case at all. An agency sees it from the moment it is forwarded."""
    if actor.role in SEES_ALL:
        return True
    return actor.is_of_agency and any(each.agency == actor.agency for each in holdings(case))


def has_been_told(agency: str, case: Case) -> bool:
    """Return whether the agency has, or had, the case or a part of it.

    Who has lost it is told so; to whoever never had it, there is no such case.
    """
    handed = case.assignments[:-1] if case.state is State.HELD else case.assignments
    return any(each.agency == agency for each in handed)


def sees_contact(actor: Actor, case: Case) -> bool:
    """Return whether this person needs the citizen's contact for their work and may ask to see it.

    At the centre: those who call back. At an agency: only where the citizen agreed, or the category cannot be worked on
    without. Nobody else: who administers, edits or governs does not call citizens.
    """
    if case.submission.contact is None:
        return False
    if actor.role in CENTRE_ROLES:
        return True
    return actor.role in AGENCY_PEOPLE and any(
        each.agency == actor.agency and each.shares_contact for each in holdings(case)
    )


def sees_draft(actor: Actor, case: Case) -> bool:
    """Return whether they see what is still being written: those who answer for it, not who has a part."""
    return actor.role in SEES_ALL or actor.agency == case.current.agency


def sees_looks(actor: Actor) -> bool:
    """Return whether they may see who looked at personal data."""
    return actor.role in SEES_LOOKS
