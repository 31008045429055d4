"""How a case stood at an instant: who had it, by when, what was answered, what the citizen said of it.

What happened is told in the order of its moments; what happened in the same moment, in the order of the stamps. What
happened at an instant or later is not known at that instant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.reporting.domain.facts import Answered, Fact
from services.reporting.domain.sheet import CaseFacts
from services.reporting.domain.story import Story
from services.reporting.domain.telling import tell


@dataclass(frozen=True, slots=True)
class State:
    """`agency` answered, or has the case, or has the one it waits for; None while nobody was made responsible.

    `answer` is there while it stands: not before, and not after the case was reopened. `paused_at` is there while the
    clock stands still. `complained`: the citizen was not content with the answer that stands, or had the case reopened
    and has not said since that it is well. `shown` is `published`, the reason why not, or None while nobody decided.
    """

    agency: str | None
    category: str | None
    area: str | None
    kind: str
    answer: Answered | None
    due_at: datetime | None
    paused_at: datetime | None
    accepted: bool
    withdrawn_at: datetime | None
    rating: str | None
    complained: bool
    shown: str | None
    returns: int
    parts: int
    extended: bool
    merged: bool
    level: int

    @property
    def open(self) -> bool:
        """Whether somebody still owes an answer."""
        return self.answer is None and self.withdrawn_at is None

    def closed_before(self, moment: datetime) -> bool:
        """Return whether the case was answered or withdrawn before `moment`, as this state has it."""
        at = self.answer.at if self.answer else self.withdrawn_at
        return at is not None and at < moment

    def is_overdue(self, moment: datetime) -> bool:
        """Return whether the due time had passed; while the clock stands still, whether it had when it stopped."""
        return self.due_at is not None and self.due_at < (self.paused_at or moment)

    def is_due_by(self, moment: datetime) -> bool:
        """Return whether the clock runs and the due time is `moment` or before."""
        return self.due_at is not None and self.paused_at is None and self.due_at <= moment


def state_at(sheet: CaseFacts, moment: datetime) -> State | None:
    """Return how the case stood at `moment`; None where it had not been received by then."""
    found = None
    for since, state in states(sheet):
        if since >= moment:
            return found
        found = state
    return found


def states(sheet: CaseFacts) -> Iterator[tuple[datetime, State]]:
    """Yield each state the case was in and when it began, in order; the first begins when the case was received."""
    received = sheet.received
    if received is None:
        return
    story, last = Story.of(received), None
    told = sorted(sheet.facts.items(), key=_when)
    for number, (slot, fact) in enumerate(told):
        tell(story, slot, fact)
        is_last_of_its_moment = number + 1 == len(told) or told[number + 1][1].at != fact.at
        if is_last_of_its_moment and fact.at >= received.at:
            state = _state(story)
            if state != last:
                yield fact.at, state
            last = state


def _when(told: tuple[object, Fact]) -> tuple[object, ...]:
    return told[1].at, told[1].stamp


def _state(story: Story) -> State:
    answer, routed, lead = story.standing_answer, story.routed, story.lead
    waits = story.merged is not None and answer is None
    agency = answer.agency if answer else story.merged if waits else routed.agency if routed else None
    return State(
        agency=agency,
        category=(answer.category if answer else None) or story.category,
        area=(answer.area if answer else None) or story.area,
        kind=story.kind,
        answer=answer,
        due_at=story.dues.get(lead),
        paused_at=None if answer else story.pauses.get(lead),
        accepted=lead in story.accepted,
        withdrawn_at=None if answer else story.withdrawn_at,
        rating=story.rated.rating if story.rated else None,
        complained=story.complained,
        shown=story.shown,
        returns=len(story.returned),
        parts=len(story.parts),
        extended=story.extended,
        merged=answer.merged if answer else waits,
        level=story.levels.get(lead, 0),
    )
