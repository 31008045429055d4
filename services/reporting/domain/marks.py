"""Which figures one case counts for, from how it stood and how it had stood when the period began."""

from __future__ import annotations

from collections.abc import Iterator

from services.reporting.domain.facts import Answered, Received
from services.reporting.domain.question import Question
from services.reporting.domain.state import State
from services.reporting.domain.story import PUBLISHED

#: Outcomes of answers that figures tell apart.
REFERRED, REFUSED = "transferred", "not_feasible"


def marks_of(received: Received, before: State | None, now: State, question: Question) -> list[str]:
    """Return the names of the counts; none where the case had not to be handled in the period.

    It had to be where it was not closed before the period began, as it stood when the question looks. What was
    received in the period is always of it: clocks may differ by more than an answer on the telephone takes.
    """
    start = question.period.start
    if received.at < start and now.closed_before(start):
        return []
    return [_arrival(received, before, question), *_progress(now, question), *_traits(received, now)]


def _arrival(received: Received, before: State | None, question: Question) -> str:
    if received.at >= question.period.start:
        return "received"
    return "carried_over" if before and before.open else "reopened"


def _progress(now: State, question: Question) -> Iterator[str]:
    if now.answer:
        yield from _handled(now.answer, now)
    elif now.withdrawn_at is not None:
        yield "withdrawn"
    else:
        yield from _open(now, question)


def _handled(answer: Answered, now: State) -> Iterator[str]:
    referred = answer.outcome == REFERRED
    yield "handled_on_time" if answer.on_time else "handled_late"
    if referred:
        yield "referred"
    if referred and answer.on_time:
        yield "referred_on_time"
    if answer.outcome == REFUSED:
        yield "refused"
    if answer.in_first_time:
        yield "in_first_time"
    if now.rating is not None:
        yield now.rating
    if not referred and (now.complained or not answer.on_time):
        yield "discontent"
    if now.shown is not None:
        yield "published" if now.shown == PUBLISHED else "withheld"


def _open(now: State, question: Question) -> Iterator[str]:
    """A case nobody was made responsible for has no due time: not due, and not accepted."""
    overdue = now.is_overdue(question.seen_at)
    yield "overdue" if overdue else "due_soon" if now.is_due_by(question.seen_at + question.soon) else "not_due"
    if overdue:
        yield "discontent"
    if not now.accepted:
        yield "not_accepted"
    if now.paused_at is not None:
        yield "waiting"


def _traits(received: Received, now: State) -> Iterator[str]:
    traits = {
        "extended": now.extended,
        "merged": now.merged,
        "shared": now.parts > 0,
        "related": received.related is not None,
        "returned_once": now.returns > 0,
        "returned_twice": now.returns > 1,
    }
    return (name for name, holds in traits.items() if holds)
