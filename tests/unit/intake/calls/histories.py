"""Histories of a case as events tell them, for the board of progress."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from services.intake.domain.progress import Fact, Step
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
    CaseWithheld,
    Event,
)
from tests.unit.intake.fakes import MONDAY

DUE = MONDAY + timedelta(days=5)

#: What happens to a case besides, each at a minute.
LATER = ("asked", "resumed", "reopened", "merged", "classified")

#: Few minutes and few assignments, so that events meet, also in the same minute.
HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(
            ("routed", "accepted", "answered", "published", "withheld", "coordinated", *LATER),
        ),
        st.integers(1, 3),
        st.integers(0, 3),
    ),
    max_size=9,
)


class InMemoryFacts:
    """Keeps the greatest fact of each kind, as the database does."""

    def __init__(self) -> None:
        self.facts: dict[str, dict[str, Fact]] = {}

    def record(self, steps: Iterable[Step]) -> None:
        for step in steps:
            known = self.facts.setdefault(step.code, {})
            known[step.kind] = max(known.get(step.kind, step.fact), step.fact, key=lambda fact: tuple(fact.values()))


def event(code: str, step: tuple[str, int, int]) -> Event:
    """Return the event of one step of a history."""
    kind, assignment, minute = step
    if kind in LATER:
        return _later(code, kind, minute)
    if kind == "coordinated":
        return routed(code, assignment, minute, role="coordinating")
    if kind in ("published", "withheld"):
        return {"published": published, "withheld": withheld}[kind](code, minute)
    return {"routed": routed, "accepted": accepted, "answered": answered}[kind](code, assignment, minute)


def routed(code: str, assignment: int, minute: int, role: str = "lead") -> Event:
    return _event(
        CaseRouted(
            code=code,
            assignment=assignment,
            agency=f"co-quan-{assignment}",
            agency_name=f"Cơ quan {assignment}",
            category=None,
            area=None,
            address=None,
            title="Đèn",
            text="Đèn hỏng.",
            kind="report",
            urgency="normal",
            channel="web",
            language="vi",
            received_at=MONDAY,
            routed_at=MONDAY + timedelta(minutes=minute),
            due_at=DUE,
            due_reason_vi="5 ngày làm việc",
            due_reason_en="5 working days",
            rule="r",
            role=role,
        ),
        minute,
    )


def accepted(code: str, assignment: int, minute: int) -> Event:
    agency = f"co-quan-{assignment}"
    at = MONDAY + timedelta(minutes=minute)
    return _event(CaseAccepted(code=code, assignment=assignment, agency=agency, accepted_at=at, by="desk:a"), minute)


def answered(code: str, assignment: int, minute: int) -> Event:
    return _event(
        CaseAnswered(
            code=code,
            assignment=assignment,
            agency=f"co-quan-{assignment}",
            agency_name=f"Cơ quan {assignment}",
            answered_at=MONDAY + timedelta(minutes=minute),
            due_at=DUE,
            on_time=True,
            outcome="fixed",
            answer="Đã sửa.",
            by="desk:a",
        ),
        minute,
    )


def published(code: str, minute: int) -> Event:
    at = MONDAY + timedelta(minutes=minute)
    data = CasePublished(code=code, agency="co-quan-1", published_at=at, answered_event="e", path=f"/cau-hoi/{code}")
    return _event(data, minute)


def withheld(code: str, minute: int) -> Event:
    at = MONDAY + timedelta(minutes=minute)
    return _event(CaseWithheld(code=code, agency="co-quan-1", withheld_at=at, reason="editor"), minute)


def _later(code: str, kind: str, minute: int) -> Event:
    """Return one of the things that happen besides."""
    at = MONDAY + timedelta(minutes=minute)
    its: dict[str, Any] = {"code": code, "assignment": 1, "agency": "co-quan-1"}
    made: dict[str, Any] = {
        "asked": lambda: CaseInfoRequested(
            **its, agency_name="Cơ quan 1", question=f"Ở đâu {minute}?", asked_at=at, answer_by=DUE, by="desk:a"
        ),
        "resumed": lambda: CaseResumed(**its, resumed_at=at, due_at=DUE, why="supplemented"),
        "reopened": lambda: CaseReopened(
            code=code, agency="co-quan-1", reopened_at=at, reason="Chưa xong", times=1, by="citizen"
        ),
        "merged": lambda: CaseMerged(code=code, agency="co-quan-1", into="2611304829193", merged_at=at, by="desk:a"),
        "classified": lambda: CaseClassified(
            code=code,
            category="ha-tang.chieu-sang",
            area=None,
            urgency="normal",
            kind="report",
            classified_at=at,
            by="desk:a",
        ),
    }
    return _event(made[kind](), minute)


def _event(data: Any, minute: int) -> Event:
    return Event.of(data, source="/test", subject=data.code, at=MONDAY + timedelta(minutes=minute))
