"""Follow what becomes of the cases: one batch of events, one write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from services.intake.domain import progress
from services.intake.domain.progress import Step
from services.kit.events import (
    CaseAccepted,
    CaseAnswered,
    CaseClassified,
    CaseInfoRequested,
    CaseMerged,
    CasePublished,
    CaseReopened,
    CaseResumed,
    CaseRouted,
    CaseWithdrawn,
    CaseWithheld,
    Event,
)


class ProgressLog(Protocol):
    """Keeps the greatest fact of each kind per case."""

    def record(self, steps: Iterable[Step]) -> None:
        """Keep them, in one majority-acknowledged round trip. Commutative and idempotent."""


class FollowProgress:
    """The use case: what the queue `intake.progress` brings."""

    def __init__(self, log: ProgressLog) -> None:
        self._log = log

    def __call__(self, events: Iterable[Event]) -> None:
        """Keep what the events say; types this version does not know are left alone."""
        steps = [_READERS[event.type](event.data) for event in events if event.type in _READERS and _concerns(event)]
        if steps:
            self._log.record(steps)


def _concerns(event: Event) -> bool:
    """What a coordinating agency contributes is between agencies."""
    return not isinstance(event.data, CaseRouted | CaseWithdrawn) or event.data.role == "lead"


def _routed(data: CaseRouted) -> Step:
    fact = progress.routed(data.assignment, data.routed_at, data.agency, data.agency_name, data.due_at)
    return Step(data.code, progress.ROUTED, fact)


def _accepted(data: CaseAccepted) -> Step:
    return Step(data.code, progress.ACCEPTED, progress.accepted(data.assignment, data.accepted_at, data.agency))


def _answered(data: CaseAnswered) -> Step:
    fact = progress.answered(
        data.assignment, data.answered_at, data.agency, data.agency_name, data.due_at, data.outcome
    )
    return Step(data.code, progress.ANSWERED, fact)


def _published(data: CasePublished) -> Step:
    return Step(data.code, progress.SHOWN, progress.shown(data.published_at, published=True))


def _withheld(data: CaseWithheld) -> Step:
    return Step(data.code, progress.SHOWN, progress.shown(data.withheld_at, published=False))


def _at(kind: str, field: str) -> Callable[[Any], Step]:
    return lambda data: Step(data.code, kind, {"at": getattr(data, field)})


def _asked(data: CaseInfoRequested) -> Step:
    return Step(data.code, progress.ASKED, progress.asked(data.asked_at, data.question, data.answer_by))


def _classified(data: CaseClassified) -> Step:
    fact = progress.classified(data.classified_at, data.category, data.area)
    return Step(data.code, progress.CLASSIFIED, fact)


_READERS: dict[str, Callable[[Any], Step]] = {
    CaseRouted.TYPE: _routed,
    CaseAccepted.TYPE: _accepted,
    CaseAnswered.TYPE: _answered,
    CasePublished.TYPE: _published,
    CaseWithheld.TYPE: _withheld,
    CaseInfoRequested.TYPE: _asked,
    CaseResumed.TYPE: _at(progress.RESUMED, "resumed_at"),
    CaseReopened.TYPE: _at(progress.REOPENED, "reopened_at"),
    CaseMerged.TYPE: _at(progress.MERGED, "merged_at"),
    CaseWithdrawn.TYPE: _at(progress.WITHDRAWN, "withdrawn_at"),
    CaseClassified.TYPE: _classified,
}
