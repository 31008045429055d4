"""What each fact adds to the story of its case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.reporting.domain.facts import (
    Accepted,
    Answered,
    Classified,
    DueMoved,
    Escalated,
    Fact,
    Merged,
    Paused,
    Rated,
    Reopened,
    Returned,
    Routed,
    Shown,
    Withdrawn,
)
from services.reporting.domain.sheet import Slot
from services.reporting.domain.story import PUBLISHED, Story


def tell(story: Story, slot: Slot, fact: Fact) -> None:
    """Take in the next fact. Facts that say nothing of how the case stands pass by."""
    add = _ADDS.get(type(fact))
    if add:
        add(story, slot, fact)


def _routed(story: Story, slot: Slot, fact: Routed) -> None:
    """A case that is with an agency of its own no longer waits for another one's answer; nor does a reopened one."""
    number = int(slot[1])
    if not fact.lead:
        story.parts.add(number)
        return
    story.dues[number] = fact.due_at
    story.merged = None
    _classify(story, fact.category, fact.area, fact.kind)
    if number >= story.lead:
        story.lead, story.routed = number, fact


def _due_moved(story: Story, slot: Slot, fact: DueMoved) -> None:
    number = int(slot[1])
    story.dues[number] = fact.due_at
    story.extended = story.extended or fact.extended
    if not fact.extended:
        story.pauses.pop(number, None)


def _answered(story: Story, slot: Slot, fact: Answered) -> None:
    number = int(slot[1])
    if number >= story.answered:
        story.answered, story.answer = number, fact


def _reopened(story: Story, slot: Slot, _: Reopened) -> None:
    story.reopened = max(story.reopened, int(slot[1]))
    story.merged = None


def _classified(story: Story, _: Slot, fact: Classified) -> None:
    _classify(story, fact.category, fact.area, fact.kind)


def _classify(story: Story, category: str | None, area: str | None, kind: str | None) -> None:
    """Who said it last is right; who says nothing of it leaves it as it was."""
    story.category, story.area, story.kind = category or story.category, area or story.area, kind or story.kind


def _merged(story: Story, _: Slot, fact: Merged) -> None:
    story.merged = fact.agency


def _withdrawn(story: Story, _: Slot, fact: Withdrawn) -> None:
    story.withdrawn_at = fact.at


def _shown(story: Story, _: Slot, fact: Shown) -> None:
    story.shown = fact.reason or PUBLISHED


def _rated(story: Story, _: Slot, fact: Rated) -> None:
    story.ratings[fact.answered_at] = fact


def _paused(story: Story, slot: Slot, fact: Paused) -> None:
    story.pauses[int(slot[1])] = fact.at


def _accepted(story: Story, slot: Slot, _: Accepted) -> None:
    story.accepted.add(int(slot[1]))


def _returned(story: Story, slot: Slot, _: Returned) -> None:
    story.returned.add(int(slot[1]))


def _escalated(story: Story, slot: Slot, _: Escalated) -> None:
    number, level = int(slot[1]), int(slot[3])
    story.levels[number] = max(story.levels.get(number, 0), level)


_ADDS: dict[type[Fact], Callable[[Story, Slot, Any], None]] = {
    Routed: _routed,
    DueMoved: _due_moved,
    Answered: _answered,
    Reopened: _reopened,
    Classified: _classified,
    Merged: _merged,
    Withdrawn: _withdrawn,
    Shown: _shown,
    Rated: _rated,
    Paused: _paused,
    Accepted: _accepted,
    Returned: _returned,
    Escalated: _escalated,
}
