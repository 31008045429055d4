"""What a subject and the ids of a mail say: its own words, and which case it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.intake.domain.case_code import NotACaseCode, parse_code

_PREFIX = re.compile(
    r"^\s*(?P<word>re|aw|antw|sv|trả lời|tra loi|tl|fw|fwd|wg|chuyển tiếp|chuyen tiep|ct)"
    r"\s*(?:[\[(]\d+[\])])?\s*[:：]\s*",
    re.IGNORECASE,
)
_FORWARDS = frozenset({"fw", "fwd", "wg", "chuyển tiếp", "chuyen tiep", "ct"})
_TOKEN = re.compile(r"\[\s*1022\s*-\s*(\d[\d .\-]{11,22}\d)\s*\]")
#: 0 stands where a message of ours belongs to no case.
_OWN_ID = re.compile(r"1022\.(\d{13}|0)\.[0-9a-f]{4,64}@[^\s<>@\"']{1,200}", re.IGNORECASE)


def cleaned(subject: str) -> str:
    """Return the subject without "Re:", "Fwd:" and their Vietnamese forms, and without our own mark."""
    subject = _TOKEN.sub(" ", subject)
    while True:
        shorter = _PREFIX.sub("", subject)
        if shorter == subject:
            return " ".join(subject.split())
        subject = shorter


def is_answer(subject: str) -> bool:
    """Return whether the subject begins as an answer does."""
    found = _PREFIX.match(subject)
    return bool(found) and found["word"].lower() not in _FORWARDS  # type: ignore[index]


def is_forward(subject: str) -> bool:
    """Return whether the subject begins as that of a mail that is passed on does."""
    found = _PREFIX.match(subject)
    return bool(found) and found["word"].lower() in _FORWARDS  # type: ignore[index]


def own_ids(text: str) -> list[str]:
    """Return the Message-IDs of ours in `text`: `1022.<code>.<hex>@<domain>`, with a code that can be one, or 0."""
    return [found[0] for found in _OWN_ID.finditer(text) if found[1] == "0" or _code(found[1])]


def code_of(message_id: str) -> str | None:
    """Return the case that a Message-ID of ours speaks of; None for another's."""
    found = _OWN_ID.fullmatch(message_id)
    return _code(found[1]) if found else None


def code_named(references: Iterable[str], subject: str) -> str | None:
    """Return the case a mail belongs to: by the mail it answers first, then by our mark in the subject."""
    for reference in references:
        if code := code_of(reference):
            return code
    codes = (_code(found[1]) for found in _TOKEN.finditer(subject))
    return next((code for code in codes if code), None)


def _code(digits: str) -> str | None:
    try:
        return parse_code(digits)
    except NotACaseCode:
        return None
