"""Facts in the words a citizen reads: codes in groups, local dates, outcomes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

#: Outcome → what it means for the citizen, as a whole sentence.
OUTCOMES = {
    "vi": {
        "fixed": "Sự việc đã được xử lý xong.",
        "scheduled": "Cơ quan đã có kế hoạch thực hiện.",
        "explained": "Cơ quan đã giải thích, hướng dẫn.",
        "not_feasible": "Cơ quan cho biết hiện chưa thể thực hiện.",
        "transferred": "Sự việc thuộc trách nhiệm của nơi khác và đã được chuyển đến nơi đó.",
    },
    "en": {
        "fixed": "The matter has been dealt with.",
        "scheduled": "The agency has planned the work.",
        "explained": "The agency has explained the matter.",
        "not_feasible": "The agency says that it cannot be done at present.",
        "transferred": "The matter is another body's duty and has been passed on to it.",
    },
}

#: Kind of case → the word for it in the middle of a sentence.
KINDS = {
    "vi": {
        "report": "phản ánh",
        "question": "câu hỏi",
        "suggestion": "góp ý",
        "praise": "lời khen",
        "service": "yêu cầu dịch vụ",
        "postal": "đăng ký bưu chính công ích",
    },
    "en": {
        "report": "report",
        "question": "question",
        "suggestion": "suggestion",
        "praise": "words of praise",
        "service": "service request",
        "postal": "postal request",
    },
}

#: Event type → how the case stands, in the few words a template of ZNS has room for.
STATUSES = {
    "vi": {
        "case.received": "Đã tiếp nhận",
        "case.routed": "Đang xử lý",
        "case.answered": "Đã có trả lời",
        "case.info_requested": "Cần bổ sung",
        "case.extended": "Được gia hạn",
        "case.reopened": "Được xem xét lại",
        "case.withdrawn": "Đã rút",
        "case.merged": "Xử lý chung",
        "case.progressed": "Đang thực hiện",
    },
    "en": {
        "case.received": "Received",
        "case.routed": "In progress",
        "case.answered": "Answered",
        "case.info_requested": "More needed",
        "case.extended": "Extended",
        "case.reopened": "Looked at again",
        "case.withdrawn": "Taken back",
        "case.merged": "Joined",
        "case.progressed": "Under way",
    },
}

#: For an answer to many: that it is one, as a whole sentence.
JOINED = {
    "vi": "Nhiều người đã báo cùng sự việc này; đây là câu trả lời chung.",
    "en": "Several people told us of the same matter; this is the answer to all of them.",
}
_DUE = {"vi": "Hạn: {}.", "en": "Due {}."}


def due_sentence(due: str, language: str) -> str:
    """Return when a case is due, where nobody said why then."""
    return _DUE[language].format(due) if due else ""


def cut(text: str, length: int) -> str:
    """Return the text in at most `length` characters, ended by … at the end of a word where it was longer."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip() + "…"


def grouped(code: str) -> str:
    """Return a 13-digit case code as it is read out: date, six digits, check digit. Other codes stay as they are."""
    return f"{code[:6]} {code[6:12]} {code[12:]}" if len(code) == 13 and code.isdigit() else code


def local_moment(moment: datetime, language: str) -> str:
    """Return a moment in Vietnam's time: `09:12 thứ Năm 31/12/2026`."""
    local = moment.astimezone(LOCAL)
    return f"{local:%H:%M} {WEEKDAYS[language][local.weekday()]} {local:%d/%m/%Y}"
