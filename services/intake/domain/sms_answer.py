"""What is answered by text message. Without diacritics, as most gateways send them, each fits into one message.

Nothing here says whether a case exists to somebody whom it does not concern.
"""

from __future__ import annotations

from datetime import date, datetime

#: One message in the alphabet of GSM 03.38; letters with Vietnamese marks have less room.
ONE_MESSAGE = 160
_SHORTEST_NAME = 12


def received(code: str, at: datetime) -> str:
    """Return what is said of a case that nobody is responsible for yet; `at` is local."""
    return f"1022: Phản ánh {code} đã được tiếp nhận lúc {at:%H:%M %d/%m/%Y}, đang chuyển cơ quan giải quyết."


def routed(code: str, agency: str, due: datetime | None) -> str:
    """Return who must answer and by when."""
    return _with_name(f"1022: Phản ánh {code} đã chuyển ", agency, f".{_due(due)}")


def accepted(code: str, agency: str, due: datetime | None) -> str:
    """Return who works on it and by when there will be an answer."""
    return _with_name(f"1022: Phản ánh {code} đang được ", agency, f" xử lý.{_due(due)}")


def answered(code: str, agency: str, at: datetime, phone: str) -> str:
    """Return that there is an answer, and where."""
    tail = f" trả lời ngày {at:%d/%m/%Y}. Xem trên cổng 1022 hoặc gọi {phone}."
    return _with_name(f"1022: Phản ánh {code} đã được ", agency, tail)


def waiting(code: str, answer_by: datetime, phone: str) -> str:
    """Return that the citizen is asked for more, and where to answer."""
    until = f"{answer_by:%H:%M %d/%m/%Y}"
    return f"1022: Phản ánh {code} chờ bạn bổ sung trước {until}. Xem câu hỏi trên cổng 1022 hoặc gọi {phone}."


def reopened(code: str) -> str:
    """Return that somebody looks at it again."""
    return f"1022: Phản ánh {code} được mở lại theo ý kiến của bạn, đang được xem xét."


def merged(code: str) -> str:
    """Return that it is dealt with together with others."""
    return f"1022: Phản ánh {code} được xử lý chung với phản ánh cùng sự việc. Có trả lời, bạn sẽ được báo."


def withdrawn(code: str) -> str:
    """Return that its sender took it back."""
    return f"1022: Phản ánh {code} đã được rút theo yêu cầu của người gửi."


def dossier(code: str, state: str, agency: str, day: date | None) -> str:
    """Return how far a dossier is; `day` is that of the result, or the promised one."""
    when = f" Ngày hẹn/kết quả {day:%d/%m/%Y}." if day else ""
    return _with_name(f"1022: Hồ sơ {code} {state}. ", agency, f".{when}")


def no_dossier(why: str) -> str:
    """Return why nothing is said of a dossier."""
    return f"1022: {why}"


def not_yours(phone: str) -> str:
    """Return the one answer for codes that do not exist and for those of other people."""
    return (
        f"1022: Không tìm thấy, hoặc mã không thuộc số này. Soạn: 1022 TC <mã 13 số> <4 số bí mật>, hoặc gọi {phone}."
    )


def slip() -> str:
    """Return the hint for a code with a typing slip; it follows from the digits alone."""
    return "1022: Mã phản ánh chưa đúng, có thể gõ nhầm số. Mã có 13 chữ số. Soạn lại: 1022 TC <mã>."


def how_to(phone: str) -> str:
    """Return what one can do here."""
    return f"1022: Để tra cứu, soạn: 1022 TC <mã phản ánh>. Để phản ánh, gọi {phone} hoặc gửi trên cổng 1022."


def _due(due: datetime | None) -> str:
    return f" Hạn trả lời {due:%d/%m/%Y}." if due else ""


def _with_name(before: str, name: str, after: str) -> str:
    """Return the sentence with as much of the agency's name as there is room for."""
    room = max(_SHORTEST_NAME, ONE_MESSAGE - len(before) - len(after))
    return before + (name if len(name) <= room else name[: room - 3].rstrip() + "...") + after
