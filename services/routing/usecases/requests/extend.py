"""More time: asked for, granted, refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did
from services.routing.domain.working_time import add_working_minutes, last_worked
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling

#: As people count: `limits.yaml` counts in minutes.
WORKING_DAY = 480


@dataclass(frozen=True, slots=True)
class AskExtension:
    """The agency cannot make it in time: until when, and why, in words for the citizen."""

    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class GrantExtension:
    """The shift lead agrees. `assignment`: whose, where several asked; None for the only one."""

    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class RefuseExtension:
    """The shift lead does not agree, and says why."""

    reason: str
    assignment: int | None = None


def ask_extension(request: AskExtension, asked: Asked) -> Change:
    """Return the case with the request on it; what falls outside of working time is due at the closing before.

    Raises `Rejected`: not-later, too-long, extended-too-often.
    """
    case, catalog = asked.case, asked.means.assigner.catalog
    of = case.part_of(asked.actor.agency) or case.current
    begins = max(of.due_at, asked.act.at)
    _check_limits(request.due_at, begins, of, asked)
    due_at = last_worked(catalog.agency_hours, request.due_at).astimezone(UTC)
    if due_at <= begins:
        raise _not_later()
    return Change(acts.ask_extension(case, asked.act, of, due_at, request.reason), (), case)


def grant_extension(request: GrantExtension, asked: Asked) -> Change:
    """Return the case with the time granted. Raises `Rejected("nothing-asked")`."""
    of = _asking(asked.case, request.assignment)
    reason = of.extension.reason if of.extension else ""
    after = acts.grant_extension(asked.case, asked.act, of)
    now = next(each for each in after.assignments if each.number == of.number)
    return Change(after, (case_events.extended(after, now, reason, asked.means.cause),), asked.case)


def refuse_extension(request: RefuseExtension, asked: Asked) -> Change:
    """Return the case with its due time as before. Raises `Rejected("nothing-asked")`."""
    of = _asking(asked.case, request.assignment)
    after = acts.refuse_extension(asked.case, asked.act, of, request.reason)
    return Change(after, (case_events.extension_refused(after, of, request.reason, asked.means.cause),), asked.case)


def _check_limits(until: datetime, begins: datetime, of: Assignment, asked: Asked) -> None:
    catalog = asked.means.assigner.catalog
    limits = catalog.limits
    if until <= begins:
        raise _not_later()
    if until > add_working_minutes(catalog.agency_hours, begins, limits.longest_extension):
        days = limits.longest_extension // WORKING_DAY
        raise Rejected("too-long", f"Gia hạn nhiều nhất {days} ngày làm việc.", f"At most {days} working days more.")
    given = sum(each.did is Did.EXTENDED and each.assignment == of.number for each in asked.case.history)
    if given >= limits.most_extensions:
        raise Rejected(
            "extended-too-often",
            f"Mỗi phản ánh được gia hạn nhiều nhất {limits.most_extensions} lần.",
            f"A case can be extended {limits.most_extensions} time(s) at most.",
        )


def _not_later() -> Rejected:
    return Rejected("not-later", "Hạn mới phải sau hạn hiện tại.", "The new due time must be later than the old one.")


def _asking(case: Case, number: int | None) -> Assignment:
    asking = [each for each in (case.current, *case.parts) if each.extension and number in (None, each.number)]
    if not asking:
        raise Rejected("nothing-asked", "Không có đề nghị gia hạn nào.", "Nobody has asked for more time.")
    return asking[0]


ASK_EXTENSION = Handling(Did.EXTENSION_ASKED, ask_extension)
GRANT_EXTENSION = Handling(Did.EXTENDED, grant_extension)
REFUSE_EXTENSION = Handling(Did.EXTENSION_REFUSED, refuse_extension)
