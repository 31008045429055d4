"""Random histories of cases as events, for the properties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from services.kit.events import (
    CaseAccepted,
    CaseAnswered,
    CasePublished,
    CaseReceived,
    CaseReopened,
    CaseReturned,
    CaseRouted,
    CaseWithheld,
    Contact,
    Event,
    EventData,
)

AGENCIES = ("so-y-te", "so-xay-dung", "trung-tam-1022")
CATEGORIES = ("ha-tang.giao-thong", "ha-tang.dien", "y-te.tiem-chung", None)
CHANNELS = ("web", "hotline")
BEGIN = datetime(2026, 10, 20, tzinfo=UTC)
#: Whole hours make ties and borders likely, which is where mistakes live.
hours = st.integers(0, 24 * 60).map(lambda n: BEGIN + timedelta(hours=n))
codes = st.integers(1, 6).map(lambda n: f"261020000000{n}")


def _data(code: str, kind: str, draw: Any) -> EventData:
    at, agency, number = draw(hours), draw(st.sampled_from(AGENCIES)), draw(st.integers(1, 3))
    category, channel = draw(st.sampled_from(CATEGORIES)), draw(st.sampled_from(CHANNELS))
    if kind == "received":
        contact = Contact(name="Nguyễn Văn An", phone="+84905000001")
        return CaseReceived(
            code=code, channel=channel, received_at=at, title="Đèn hỏng", text="Tối quá", category=category,
            contact=contact,
        )  # fmt: skip
    if kind == "routed":
        return CaseRouted(
            code=code, assignment=number, agency=agency, agency_name=agency, category=category, area=None,
            address=None, title="Đèn hỏng", text="Tối quá", kind="report", urgency="normal", channel=channel,
            language="vi", received_at=at, routed_at=at, due_at=draw(hours), due_reason_vi="", due_reason_en="",
            rule="r1", role=draw(st.sampled_from(("lead", "lead", "coordinating"))),
        )  # fmt: skip
    if kind == "accepted":
        return CaseAccepted(code=code, assignment=number, agency=agency, accepted_at=at, by=f"agency:{agency}")
    if kind == "returned":
        return CaseReturned(
            code=code, assignment=number, agency=agency, returned_at=at, reason="Không phải của chúng tôi",
            suggestion=None, by=f"agency:{agency}",
        )  # fmt: skip
    if kind == "answered":
        return CaseAnswered(
            code=code, assignment=number, agency=agency, agency_name=agency, answered_at=at, due_at=draw(hours),
            on_time=draw(st.booleans()), outcome=draw(st.sampled_from(("fixed", "transferred"))), answer="Đã sửa",
            by=f"agency:{agency}", category=draw(st.sampled_from((None, category))),
        )  # fmt: skip
    if kind == "published":
        return CasePublished(code=code, agency=agency, published_at=at, answered_event="e", path=f"/ca/{code}")
    if kind == "reopened":
        return CaseReopened(
            code=code, agency=agency, reopened_at=at, reason="Chưa xong", times=number, by="citizen"
        )  # fmt: skip
    return CaseWithheld(code=code, agency=agency, withheld_at=at, reason="private")


KINDS = ("received", "routed", "accepted", "returned", "answered", "published", "withheld", "reopened")


@st.composite
def an_event(draw: Any) -> Event:
    """Return any event of any of a few cases; its id is short so that equal times must be decided by it."""
    code = draw(codes)
    data = _data(code, draw(st.sampled_from(KINDS)), draw)
    return Event.of(data, source="/test", subject=code, at=draw(hours), id=f"{draw(st.integers(0, 10**9)):010d}")


#: Histories nobody would live through: events may contradict each other. Order and repetition must not matter even so.
wild = st.lists(an_event(), max_size=40, unique_by=lambda event: event.id)


@st.composite
def shuffled_and_repeated(draw: Any, events: Any = wild) -> tuple[list[Event], list[Event]]:
    """Return a history, and the same one as a broker may deliver it: shuffled, with repetitions."""
    history = draw(events)
    again = draw(st.lists(st.sampled_from(history), max_size=10)) if history else []
    return history, draw(st.permutations([*history, *again]))
