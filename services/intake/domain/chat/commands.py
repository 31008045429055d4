"""What a citizen may say at any time, whatever was asked: the message says this and nothing else."""

from __future__ import annotations

import re

from services.intake.domain.case_code import NotACaseCode, parse_code
from services.intake.domain.chat.plain import plain

CANCEL, RESTART, NEW, HUMAN, HELP = "cancel", "restart", "new", "human", "help"
VIETNAMESE, ENGLISH = "vi", "en"

_PHRASES: dict[str, str] = {
    **dict.fromkeys(("huy", "huy bo", "huy phan anh", "thoi", "khong gui nua", "cancel", "stop"), CANCEL),
    **dict.fromkeys(("bat dau lai", "lam lai", "lam lai tu dau", "restart", "start over"), RESTART),
    **dict.fromkeys(("phan anh moi", "gui phan anh moi", "viec khac", "new", "new report", "new case"), NEW),
    **dict.fromkeys(
        ("gap tong dai", "gap nhan vien", "gap nguoi", "goi tong dai", "gap tu van vien", "operator", "human", "agent"),
        HUMAN,
    ),
    **dict.fromkeys(("tro giup", "giup", "huong dan", "giup do", "menu", "help"), HELP),
    **dict.fromkeys(("tieng viet", "vietnamese"), VIETNAMESE),
    **dict.fromkeys(("tieng anh", "english", "in english"), ENGLISH),
}
_LOOK_UP = re.compile(
    r"(?:1022 )?(?:tra cuu|tc|tinh trang|ket qua|status|track|check)(?: ma| phan anh| case)*((?: \d+)+)"
)
_GREETINGS = frozenset(
    {"xin chao", "chao", "chao ban", "chao anh chi", "chao ad", "alo", "a lo", "hi", "hello", "hey", "chao tong dai"}
    | {"xin chao tong dai", "good morning", "bat dau", "get started", "start"}
)
_COURTESIES = frozenset(
    {"cam on", "cam on ban", "cam on nhieu", "cam on tong dai", "xin cam on", "da cam on", "vang cam on", "ok cam on"}
    | {"vang", "da", "da vang", "ok", "oke", "okay", "uh", "u", "tot qua", "thanks", "thank you", "thanks a lot"}
)


def command_of(text: str) -> str | None:
    """Return which command the message is, or None."""
    return _PHRASES.get(plain(text))


def code_to_look_up(text: str) -> str | None:
    """Return the case code in "tra cứu 261123 482917 0"; "" when something is asked for that is no code; else None."""
    asked = _LOOK_UP.fullmatch(plain(text))
    if not asked:
        return None
    try:
        return parse_code(asked[1])
    except NotACaseCode:
        return ""


def is_greeting(text: str) -> bool:
    """Return whether the message only says hello."""
    return plain(text) in _GREETINGS


def is_courtesy(text: str) -> bool:
    """Return whether the message is thanks or a nod, and tells nothing."""
    return plain(text) in _COURTESIES
