"""Lives of cases as they are lived: received, routed, accepted, answered, published, some opened again."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.kit.events import (
    CaseAccepted,
    CaseAnswered,
    CasePublished,
    CaseReceived,
    CaseReopened,
    CaseRouted,
    Event,
    EventData,
)
from tests.unit.reporting.builders import local

AGENCIES = ("so-y-te", "so-xay-dung", "ubnd-phuong-pleiku")
CHANNELS = ("web", "hotline", "zalo")
BEGIN = local("2026-11-02 08:00")


def lives(count: int) -> list[list[Event]]:
    """Return so many lives, one beginning every hour; each is the same in every process."""
    return [life(number, BEGIN + timedelta(hours=number)) for number in range(count)]


def life(number: int, at: datetime) -> list[Event]:
    """Return the life of a case; every third is opened again and answered once more."""
    code, agency, channel = f"261102{number:07d}", AGENCIES[number % 3], CHANNELS[number % 2]
    told: list[tuple[datetime, EventData]] = [
        (at, CaseReceived(
            code=code, channel=channel, received_at=at, title="Đèn hỏng", text="Tối quá", category="ha-tang.dien",
        )),
        (at, CaseRouted(
            code=code, assignment=1, agency=agency, agency_name=agency, category="ha-tang.dien", area="23557",
            address=None, title="Đèn hỏng", text="Tối quá", kind="report", urgency="normal", channel=channel,
            language="vi", received_at=at, routed_at=at, due_at=at + timedelta(days=1), due_reason_vi="",
            due_reason_en="", rule="r",
        )),
        (at, CaseAccepted(code=code, assignment=1, agency=agency, accepted_at=at, by=f"agency:{agency}")),
        _answered(code, agency, at, at + timedelta(hours=2 + number % 40)),
    ]  # fmt: skip
    if number % 3 == 0:
        again = at + timedelta(days=3)
        told.append((again, CaseReopened(
            code=code, agency=agency, reopened_at=again, reason="Chưa xong", times=1, by="citizen",
        )))  # fmt: skip
        told.append(_answered(code, agency, at, again + timedelta(hours=1), times=1))
    shown = told[-1][0]
    told.append((shown, CasePublished(
        code=code, agency=agency, published_at=shown, answered_event="x", path=f"/ca/{code}",
    )))  # fmt: skip
    return [
        Event.of(data, source="/test", subject=code, at=moment, id=f"{code}-{step}")
        for step, (moment, data) in enumerate(told)
    ]


def _answered(code: str, agency: str, received: datetime, at: datetime, times: int = 0) -> tuple[datetime, EventData]:
    due = received + timedelta(days=1)
    return at, CaseAnswered(
        code=code, assignment=1, agency=agency, agency_name=agency, answered_at=at, due_at=due, on_time=at <= due,
        outcome="fixed", answer="Đã sửa", by=f"agency:{agency}", times=times,
    )  # fmt: skip
