"""What all editing has in common: one write, on what the editor had before them, with the event where it is public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.kit.clock import Clock
from services.kit.failures import Retryable
from services.publish.domain import projection
from services.publish.domain.case import Case, EditorialAct
from services.publish.domain.editing import recorded
from services.publish.usecases.announcing import announce
from services.publish.usecases.decide_publication import (
    ROUNDS,
    check_version,
    never_published,
    not_answered,
    unknown_case,
)
from services.publish.usecases.ports import Cases, Change

#: From the case and the time to the changed case and what was done; the same case where nothing was.
Edit = Callable[[Case, datetime], tuple[Case, EditorialAct | None]]


class EditPublication:
    """Applies an edit to the case that an editor has before them."""

    def __init__(self, cases: Cases, clock: Clock) -> None:
        self._cases = cases
        self._clock = clock

    def __call__(self, code: str, version: str | None, edit: Edit) -> Case:
        """Return the case as it is now.

        Raises `Rejected` unknown-case, not-answered, never-published, publication-changed and whatever `edit` does;
        `Retryable` when others keep changing the case.
        """
        for _ in range(ROUNDS):
            stored = self._cases.load([code]).get(code)
            if not stored:
                raise unknown_case()
            check_editable(stored.case)
            check_version(stored.case, version)
            now = self._clock.now()
            case, act = edit(stored.case, now)
            if act is None:
                return stored.case
            case, announcement = recorded(case, act)
            events = (announce(case, announcement, now),) if announcement else ()
            if self._cases.save([Change(stored, case, events)]):
                return case
        raise Retryable("the case is being changed by others")


def check_editable(case: Case) -> None:
    """Raise `Rejected` for a case without a decided answer, or one that is never published."""
    if not case.answer or case.answer.state is None:
        raise not_answered()
    if not projection.may_be_published(case):
        raise never_published()
