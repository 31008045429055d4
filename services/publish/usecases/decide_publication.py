"""What editors' decisions have in common."""

from __future__ import annotations

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.publish.domain import projection
from services.publish.domain.case import Case
from services.publish.domain.policy import PUBLISHED
from services.publish.usecases.announcing import announce
from services.publish.usecases.ports import Cases, Change

ROUNDS = 8


def unknown_case() -> Rejected:
    """Return the refusal for a code that nobody has."""
    return Rejected("unknown-case", "Không có phản ánh mang mã này.", "There is no case with this code.")


def not_answered() -> Rejected:
    """Return the refusal for a case without an answer one could publish."""
    return Rejected(
        "not-answered",
        "Phản ánh này chưa có câu trả lời.",
        "This case has no answer yet.",
    )


class DecidePublication:
    """Stores an editor's decision and the event that tells of it, in one write."""

    def __init__(self, cases: Cases, clock: Clock) -> None:
        self._cases = cases
        self._clock = clock

    def __call__(self, code: str, state: str, reason: str | None, editor: str, why: str = "") -> Case:
        """Decide about the answer that counts; return the case as it is now.

        `editor` is the account's name, `why` is kept for the record. Deciding the same thing again changes nothing.
        Raises `Rejected` unknown-case, not-answered, never-published; `Retryable` when others keep changing the case.
        """
        for _ in range(ROUNDS):
            stored = self._cases.load([code]).get(code)
            if not stored:
                raise unknown_case()
            self._check(stored.case, state)
            if stored.case.state == state:
                return stored.case
            now = self._clock.now()
            case, announcement = projection.decide(stored.case, state, reason, f"desk:{editor}", now, why)
            if self._cases.save([Change(stored, case, (announce(case, announcement, now),))]):
                return case
        raise Retryable("the case is being changed by others")

    def _check(self, case: Case, state: str) -> None:
        answer = case.answer
        if not answer or answer.state is None:
            raise not_answered()
        if state == PUBLISHED and not projection.may_be_published(case):
            raise Rejected(
                "never-published",
                "Không được công khai phản ánh riêng tư, bí mật Nhà nước hoặc thuộc lĩnh vực không công khai.",
                "Private cases, state secrets and categories that are never published stay withheld.",
            )
