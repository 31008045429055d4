"""Facts about answers, and about what became of them."""

from __future__ import annotations

from services.kit.events import (
    CaseAnswered,
    CasePublished,
    CaseRated,
    CaseReopened,
    CaseWithheld,
    NotificationFailed,
)
from services.reporting.domain.facts import Answered, Fact, NotReached, Rated, Reopened, Shown, Stamp
from services.reporting.domain.sheet import Slot, slot_of


def of_answered(data: CaseAnswered, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.answered` says; an answer of the centre itself counts like any other."""
    fact = Answered(
        stamp,
        data.answered_at,
        data.agency,
        data.on_time,
        data.outcome,
        data.category,
        data.area,
        data.by,
        data.original_due_at,
        data.merged_into is not None,
    )
    return ("answered", data.times), fact


def of_reopened(data: CaseReopened, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.reopened` says."""
    return ("reopened", data.times), Reopened(stamp, data.reopened_at, data.agency)


def of_rated(data: CaseRated, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.rated` says, but for the comment."""
    fact = Rated(stamp, data.rated_at, data.rating, data.not_fixed, data.answered_at)
    return ("rated", slot_of(data.rated_at)), fact


def of_published(data: CasePublished, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.published` says."""
    return ("published", slot_of(data.published_at)), Shown(stamp, data.published_at)


def of_withheld(data: CaseWithheld, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `case.withheld` says."""
    return ("withheld", slot_of(data.withheld_at)), Shown(stamp, data.withheld_at, data.reason)


def of_failed(data: NotificationFailed, stamp: Stamp) -> tuple[Slot, Fact]:
    """Return what `notification.failed` says."""
    return ("failed", f"{slot_of(data.gave_up_at)}-{data.channel}"), NotReached(stamp, data.gave_up_at, data.channel)
