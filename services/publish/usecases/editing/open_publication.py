"""Show an editor one case, the original words beside the public ones: the look is written down, and only then shown."""

from __future__ import annotations

from ulid import ULID

from services.kit.clock import Clock
from services.publish.domain.case import Case
from services.publish.usecases.decide_publication import unknown_case
from services.publish.usecases.editing.edit_publication import check_editable
from services.publish.usecases.editing.ports import Look, Looks
from services.publish.usecases.ports import Cases


class OpenPublication:
    """Every call is a look, also of who has looked before: what is written is what was shown."""

    def __init__(self, cases: Cases, looks: Looks, clock: Clock) -> None:
        self._cases = cases
        self._looks = looks
        self._clock = clock

    def __call__(self, code: str, account: str, role: str) -> Case:
        """Return the case. Raises `Rejected` unknown-case, not-answered, never-published."""
        stored = self._cases.load([code]).get(code)
        if not stored:
            raise unknown_case()
        check_editable(stored.case)
        now = self._clock.now()
        self._looks.add(Look(id=str(ULID.from_datetime(now)), account=account, role=role, code=code, at=now))
        return stored.case
