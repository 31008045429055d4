"""How one case is counted in a period: the reference that the database's own counting is tested against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.reporting.domain.facts import Answered, Assignment, CaseFacts, Received
from services.reporting.domain.indicators import Tally
from services.reporting.domain.period import Period

REFERRED = "transferred"

#: Agency, category leaf and channel; None where there is none (not routed yet, nobody has chosen a category).
Key = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which period, seen at which instant, and how long before its due time a case is due soon.

    Nothing that happened at `seen_at` or later is known to the answer.
    """

    period: Period
    seen_at: datetime
    soon: timedelta


def count(sheets: Iterable[CaseFacts], question: Question) -> dict[Key, Tally]:
    """Return the tallies per agency, category and channel. A case is in one of them, however often it was routed."""
    tallies: dict[Key, Tally] = {}
    for sheet in sheets:
        received = sheet.received
        if received and belongs(received, sheet, question):
            key = key_of(received, sheet, question.seen_at)
            tallies[key] = tallies.get(key, Tally()) + tally_of(received, sheet, question)
    return tallies


def belongs(received: Received, sheet: CaseFacts, question: Question) -> bool:
    """Return whether the case had to be handled in the period: known by then, and not answered before it began."""
    if received.at >= question.seen_at:
        return False
    answered = sheet.answered
    return answered is None or answered.at >= question.period.start or is_void(answered, sheet, question.seen_at)


def is_void(answered: Answered, sheet: CaseFacts, seen_at: datetime) -> bool:
    """Return whether the case was opened again after this answer: it is open until there is another."""
    return sheet.reopened is not None and answered.at <= sheet.reopened.at < seen_at


def answer_of(sheet: CaseFacts, seen_at: datetime) -> Answered | None:
    """Return the answer that stood at an instant."""
    answered = sheet.answered
    stood = answered is not None and answered.at < seen_at and not is_void(answered, sheet, seen_at)
    return answered if stood else None


def key_of(received: Received, sheet: CaseFacts, seen_at: datetime) -> Key:
    """Return where the case counts: the agency that answered, else the one that was responsible last."""
    routed = current(sheet, seen_at).routed
    agency, category = (routed.agency, routed.category) if routed else (None, None)
    answered = answer_of(sheet, seen_at)
    if answered:
        agency, category = answered.agency, answered.category or category
    return agency, category or received.category, received.channel


def tally_of(received: Received, sheet: CaseFacts, question: Question) -> Tally:
    """Return the tally of this one case."""
    new = received.at >= question.period.start
    arrival = {"received": int(new), "carried_over": int(not new)}
    answered = answer_of(sheet, question.seen_at)
    if answered:
        return Tally(**arrival, **_handled(answered.on_time, answered.outcome == REFERRED))
    return Tally(**arrival, **_open(current(sheet, question.seen_at), question))


def current(sheet: CaseFacts, seen_at: datetime) -> Assignment:
    """Return the last assignment made before `seen_at`; an empty one where the case was not routed by then."""
    made = [n for n, each in sheet.assignments.items() if each.routed and each.routed.at < seen_at]
    return sheet.assignments[max(made)] if made else Assignment()


def _handled(on_time: bool, referred: bool) -> dict[str, int]:
    return {
        "handled_on_time": int(on_time),
        "handled_late": int(not on_time),
        "referred": int(referred),
        "referred_on_time": int(referred and on_time),
    }


def _open(assignment: Assignment, question: Question) -> dict[str, int]:
    """A case nobody was made responsible for has no due time: not due, and not accepted."""
    due = assignment.routed.due_at if assignment.routed else None
    overdue = due is not None and due < question.seen_at
    soon = due is not None and not overdue and due <= question.seen_at + question.soon
    accepted = assignment.accepted is not None and assignment.accepted.at < question.seen_at
    return {
        "overdue": int(overdue),
        "due_soon": int(soon),
        "not_due": int(not overdue and not soon),
        "not_accepted": int(not accepted),
    }
