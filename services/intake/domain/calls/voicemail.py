"""The words of a case that began as a message on the answering machine."""

from __future__ import annotations

from datetime import datetime

#: Calls of the same id may also bring cases that an operator filed: `<call>/<matter>`.
KEY_SUFFIX = "voicemail"
NOT_FETCHED = "Không tải được bản ghi âm từ tổng đài; xin gọi lại cho người dân hoặc tìm bản ghi trên tổng đài."


def client_key(call: str) -> str:
    """Return the name of the message within the channel: one call, one message, one case."""
    return f"{call}/{KEY_SUFFIX}"


def title(local: datetime) -> str:
    """Return the case's title; `local` is when the call came, in local time."""
    return f"Lời nhắn thoại lúc {local:%H:%M} ngày {local:%d/%m/%Y}"


def text(local: datetime, seconds: int | None, notes: tuple[str, ...]) -> str:
    """Return the case's text; `notes` say what is wrong with the recording."""
    length = f", dài {_spoken(seconds)}" if seconds is not None else ""
    listen = notes or ("Nội dung ở tệp ghi âm kèm theo.",)
    return "\n".join((f"Lời nhắn thoại để lại tổng đài lúc {local:%H:%M} ngày {local:%d/%m/%Y}{length}.", *listen))


def _spoken(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} phút {rest} giây" if minutes else f"{rest} giây"
