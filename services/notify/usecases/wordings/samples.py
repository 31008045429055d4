"""Cases of invented people, on which words are tried: an ordinary one, one where much is missing, a long one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.kit.events import (
    CaseAnswered,
    CaseExtended,
    CaseInfoRequested,
    CaseMerged,
    CaseProgressed,
    CaseReceived,
    CaseReopened,
    CaseRouted,
    CaseWithdrawn,
    Event,
)
from services.notify.domain.addressee import Addressee

CODE, OTHER = "2611234829170", "2611234829188"
AT = datetime(2026, 11, 24, 2, 12, tzinfo=UTC)
DUE = AT + timedelta(days=3)
ORDINARY, BARE, LONG = "ordinary", "bare", "long"
SIZES = (ORDINARY, BARE, LONG)
TITLE = {ORDINARY: "Đèn đường hỏng ở hẻm 12 Hùng Vương", BARE: "Đèn đường hỏng", LONG: "Đèn đường hỏng đã lâu " * 8}
AGENCY = {ORDINARY: "Sở Xây dựng", BARE: "Sở Y tế", LONG: "Trung tâm Dịch vụ công tỉnh và các đơn vị " * 4}
WORDS = {
    ORDINARY: "Đã thay bóng đèn ngày 25/11/2026.\n\nCảm ơn Ông/Bà.",
    BARE: "Đã thay bóng đèn.",
    LONG: "Đơn vị đã kiểm tra tại chỗ và thay toàn bộ bóng đèn. " * 38,
}
STAGE = {ORDINARY: "Đã nhận hồ sơ tại nhà", BARE: "Đã nhận hồ sơ", LONG: "Đã nhận hồ sơ tại nhà người dân " * 6}
_WHO: Mapping[str, Any] = {"code": CODE, "agency": "so-xay-dung"}


@dataclass(frozen=True, slots=True)
class Sample:
    """`size` is one of `SIZES`."""

    size: str
    event: Event
    citizen: Addressee


def samples(occasion: str) -> tuple[Sample, ...]:
    """Return the cases to try the words of an occasion on."""
    return tuple(Sample(size, _event(_MAKERS[occasion](size)), _citizen(size)) for size in SIZES)


def _citizen(size: str) -> Addressee:
    names = {ORDINARY: "Nguyễn Văn An", BARE: None, LONG: "Nguyễn Văn An " * 7}
    return Addressee(
        code=CODE,
        name=names[size],
        email="an@example.org",
        language="vi",
        title=TITLE[size].strip(),
        pin="" if size == BARE else "0011",
    )


def _event(data: Any) -> Event:
    return Event.of(data, source="/notify/samples", subject=CODE, at=AT, id="sample")


def _received(size: str) -> Any:
    return CaseReceived(code=CODE, channel="web", received_at=AT, title=TITLE[size], text=WORDS[size], category=None)


def _routed(size: str, *, triage: bool = False) -> Any:
    vi = "Hạn: 09:12 thứ Sáu 27/11/2026, vì “Việc bình thường” có hạn 3 ngày làm việc. "
    en = "Due 09:12 Friday 27/11/2026, because “Normal case” allows 3 working days. "
    times = {ORDINARY: 1, BARE: 0, LONG: 12}[size]
    return CaseRouted(
        **_WHO,
        assignment=1,
        agency_name=AGENCY[size],
        category=None,
        area=None,
        address=None,
        title=TITLE[size],
        text=WORDS[size],
        kind="report",
        urgency="normal",
        channel="web",
        language="vi",
        received_at=AT,
        routed_at=AT,
        due_at=DUE,
        due_reason_vi=(vi * times).strip(),
        due_reason_en=(en * times).strip(),
        rule="sample",
        triage=triage,
    )


def _answered(size: str) -> Any:
    more: Mapping[str, Any] = {
        ORDINARY: {"outcome": "fixed", "proof": "Biên bản số 12/BB"},
        BARE: {"outcome": "explained"},
        LONG: {
            "outcome": "scheduled",
            "scheduled_for": date(2026, 12, 31),
            "proof": "Văn bản " * 60,
            "merged_into": OTHER,
        },
    }
    return CaseAnswered(
        **_WHO,
        assignment=1,
        agency_name=AGENCY[size],
        answered_at=AT,
        due_at=DUE,
        on_time=True,
        answer=WORDS[size],
        by="agency:so-xay-dung",
        **more[size],
    )


def _asked(size: str) -> Any:
    return CaseInfoRequested(
        **_WHO,
        assignment=1,
        agency_name=AGENCY[size],
        question="Đèn nào bị hỏng, gần nhà số mấy?" if size != LONG else WORDS[LONG][:2_000],
        asked_at=AT,
        answer_by=DUE,
        by="agency:so-xay-dung",
    )


def _extended(size: str) -> Any:
    return CaseExtended(
        **_WHO,
        assignment=1,
        agency_name=AGENCY[size],
        original_due_at=DUE,
        due_at=DUE + timedelta(days=4),
        reason="Đang chờ vật tư." if size != LONG else WORDS[LONG][:2_000],
        extended_at=AT,
        by="desk:truong-ca",
    )


def _progressed(size: str) -> Any:
    bare = size == BARE
    return CaseProgressed(
        **_WHO,
        assignment=1,
        stage="collected",
        stage_vi=STAGE[size].strip(),
        stage_en={ORDINARY: "Dossier picked up", BARE: "Picked up", LONG: "Dossier picked up at home " * 7}[
            size
        ].strip(),
        tell=True,
        note=None if bare else "Bưu tá sẽ gọi trước." if size == ORDINARY else WORDS[LONG][:2_000],
        progressed_at=AT,
        by="agency:buu-dien",
        tracking=None if bare else "EB123456789VN",
        day=None if bare else date(2026, 11, 25),
    )


def _merged(_: str) -> Any:
    return CaseMerged(**_WHO, into=OTHER, merged_at=AT, by="desk:truong-ca")


def _reopened(_: str) -> Any:
    return CaseReopened(**_WHO, reopened_at=AT, reason="Đèn lại tắt.", times=1, by="citizen")


def _withdrawn(size: str) -> Any:
    reason = {ORDINARY: "Đèn đã sáng.", BARE: "", LONG: WORDS[LONG][:2_000]}[size]
    return CaseWithdrawn(**_WHO, assignment=1, withdrawn_at=AT, reason=reason, by="citizen")


_MAKERS: Mapping[str, Callable[[str], Any]] = {
    "case.received": _received,
    "case.routed": _routed,
    "case.routed.triage": lambda size: _routed(size, triage=True),
    "case.answered": _answered,
    "case.info_requested": _asked,
    "case.extended": _extended,
    "case.merged": _merged,
    "case.reopened": _reopened,
    "case.withdrawn": _withdrawn,
    "case.progressed": _progressed,
}
