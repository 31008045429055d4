"""What editors' decisions have in common."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.publish.domain import projection
from services.publish.domain.case import Case
from services.publish.domain.editing import version_of
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


def never_published() -> Rejected:
    """Return the refusal for a case that nobody may publish."""
    return Rejected(
        "never-published",
        "Không được công khai phản ánh riêng tư, bí mật Nhà nước hoặc thuộc lĩnh vực không công khai.",
        "Private cases, state secrets and categories that are never published stay withheld.",
    )


def check_version(case: Case, version: str | None) -> None:
    """Raise `Rejected("publication-changed")` where somebody else was there since; None is not checked."""
    if version is None or version == version_of(case):
        return
    by = case.acts[-1].by.removeprefix("desk:") if case.acts else ""
    raise Rejected(
        "publication-changed",
        f"Phản ánh này vừa được {by or 'cơ quan trả lời'} thay đổi. Xin xem lại rồi quyết định.",
        f"This case was just changed by {by or 'the agency'}. Please look again before you decide.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an editor decides; of what is withheld also the ground (`domain/grounds`), and words for the record."""

    state: str
    reason: str | None = None
    ground: str | None = None
    why: str = ""


class DecidePublication:
    """Stores an editor's decision and the event that tells of it, in one write."""

    def __init__(self, cases: Cases, clock: Clock) -> None:
        self._cases = cases
        self._clock = clock

    def __call__(self, code: str, wanted: Decision, editor: str, version: str | None = None) -> Case:
        """Decide about the answer that counts; return the case as it is now.

        `editor` is the account's name, `version` what they had before them (`editing.version_of`; None: not checked).
        Deciding the same thing again changes nothing. Raises `Rejected` unknown-case, not-answered, never-published,
        publication-changed; `Retryable` when others keep changing the case.
        """
        for _ in range(ROUNDS):
            stored = self._cases.load([code]).get(code)
            if not stored:
                raise unknown_case()
            self._check(stored.case, wanted.state)
            by = f"desk:{editor}"
            if _is_done(stored.case, wanted):
                return stored.case
            check_version(stored.case, version)
            now = self._clock.now()
            case, announcement = projection.decide(
                stored.case, wanted.state, wanted.reason, by, now, wanted.why, wanted.ground
            )
            if self._cases.save([Change(stored, case, (announce(case, announcement, now),))]):
                return case
        raise Retryable("the case is being changed by others")

    def _check(self, case: Case, state: str) -> None:
        answer = case.answer
        if not answer or answer.state is None:
            raise not_answered()
        if state == PUBLISHED and not projection.may_be_published(case):
            raise never_published()


def _is_done(case: Case, wanted: Decision) -> bool:
    """Return whether it is so already: then asking twice, or two who ask for the same, is no conflict."""
    answer = case.answer
    return answer is not None and answer.state == wanted.state and answer.ground == wanted.ground
