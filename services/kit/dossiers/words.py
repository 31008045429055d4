"""A dossier in sentences: what is read out on the telephone, sent by text message and put into an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.kit.dossiers.dossier import Dossier, State

STATES: Mapping[State, tuple[str, str]] = {
    State.RECEIVED: ("đã tiếp nhận, chờ giải quyết", "received, waiting to be worked on"),
    State.PROCESSING: ("đang giải quyết", "being worked on"),
    State.SUPPLEMENT_NEEDED: ("chờ người nộp bổ sung", "waiting for the applicant to supplement it"),
    State.FEE_DUE: ("chờ người nộp đóng phí", "waiting for a fee to be paid"),
    State.LATE: ("đang giải quyết, đã quá hạn", "being worked on, overdue"),
    State.RESULT_READY: ("đã có kết quả, mời đến nhận", "the result is ready to be collected"),
    State.RETURNED: ("đã trả kết quả", "the result has been handed over"),
    State.REFUSED: ("không được giải quyết", "refused"),
    State.WITHDRAWN: ("người nộp đã rút", "withdrawn by the applicant"),
}


def state_of(dossier: Dossier, tongue: str) -> str:
    """Return how far it is, in one language."""
    vi, en = STATES[dossier.state]
    return vi if tongue == "vi" else en


def sentences(dossier: Dossier, today: date, tongue: str = "vi") -> str:
    """Return what there is to say to whoever asks on `today`; about the person, only what `dossier` still holds."""
    said = _vi(dossier, today) if tongue == "vi" else _en(dossier, today)
    return " ".join(each for each in said if each)


def _vi(dossier: Dossier, today: date) -> tuple[str, ...]:
    late = dossier.late_on(today)
    appointed = f"Ngày hẹn trả kết quả: {_day(dossier.appointed_on)}." if dossier.appointed_on else ""
    return (
        (
            f"Hồ sơ {dossier.code}, {dossier.procedure}, nộp ngày {_day(dossier.received_on)} tại {dossier.agency}:"
            f" {state_of(dossier, 'vi')}."
        ),
        f"Ngày có kết quả: {_day(dossier.finished_on)}." if dossier.finished_on else appointed,
        f"Đã quá ngày hẹn; {dossier.agency} phải có thư xin lỗi và hẹn lại." if late else "",
        f"Còn phải nộp {_dong(dossier.fee)} đồng." if dossier.fee else "",
        f"Ghi chú: {dossier.remark}" if dossier.remark else "",
    )


def _en(dossier: Dossier, today: date) -> tuple[str, ...]:
    late = dossier.late_on(today)
    appointed = f"The result was promised for {_day(dossier.appointed_on)}." if dossier.appointed_on else ""
    return (
        (
            f"Dossier {dossier.code}, {dossier.procedure}, handed in on {_day(dossier.received_on)} at {dossier.agency}"
            f": {state_of(dossier, 'en')}."
        ),
        f"Result of {_day(dossier.finished_on)}." if dossier.finished_on else appointed,
        f"The promised day has passed; {dossier.agency} owes an apology and a new date." if late else "",
        f"{_dong(dossier.fee)} đồng are still to be paid." if dossier.fee else "",
        f"Remark: {dossier.remark}" if dossier.remark else "",
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _dong(amount: int | None) -> str:
    return f"{amount or 0:,}".replace(",", ".")
