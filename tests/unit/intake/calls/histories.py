"""Histories of a case as events tell them, for the board of progress."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from services.intake.domain.progress import Fact, Step
from services.kit.events import CaseAccepted, CaseAnswered, CasePublished, CaseRouted, CaseWithheld, Event
from tests.unit.intake.fakes import MONDAY

DUE = MONDAY + timedelta(days=5)

#: Few minutes and few assignments, so that events meet, also in the same minute.
HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(("routed", "accepted", "answered", "published", "withheld")),
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
    if kind in ("published", "withheld"):
        return {"published": published, "withheld": withheld}[kind](code, minute)
    return {"routed": routed, "accepted": accepted, "answered": answered}[kind](code, assignment, minute)


def routed(code: str, assignment: int, minute: int) -> Event:
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


def _event(data: Any, minute: int) -> Event:
    return Event.of(data, source="/test", subject=data.code, at=MONDAY + timedelta(minutes=minute))
