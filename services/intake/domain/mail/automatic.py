"""Mails that no person wrote to us: RFC 3834 §2, and what real mailboxes get besides. They are never answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from services.intake.domain.mail.letter import Letter

#: Header by lower-case name → a value that marks spam; an empty value means that the header is enough.
SpamMarks = Mapping[str, str]

_ROBOTS = frozenset({"mailer-daemon", "postmaster", "mail-daemon", "mdaemon"})
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_REPLIED = ("x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply", "x-auto-reply-from")
# At the beginning only: "cán bộ vắng mặt" in the middle of a subject is a complaint.
_ABSENT = re.compile(
    r"\s*(?:(?:thư\s+)?(?:trả lời|phản hồi|hồi đáp)\s+tự động|tự động (?:trả lời|phản hồi)|\[?tự động\]?\s*:"
    r"|auto(?:matic|mated)?[\s-]*(?:reply|response|antwort)|autoreply|automatische antwort|réponse automatique"
    r"|out[\s-]of[\s-](?:the[\s-])?office|ooo\s*:|(?:thông báo\s+)?vắng mặt\s*:)",
    re.IGNORECASE,
)
_RECEIPT = re.compile(r"\s*(?:read:|đã đọc:|not read:|return receipt)", re.IGNORECASE)


def reason(letter: Letter, own: Iterable[str], spam: SpamMarks) -> str | None:
    """Return why a mail is neither filed nor answered, as a slug; None when a person may have written it."""
    for slug, holds in _RULES:
        if holds(letter):
            return slug
    if letter.sender and letter.sender.email in own:
        return "own-address"
    return "spam" if _is_spam(letter, spam) else None


def _is_spam(letter: Letter, marks: SpamMarks) -> bool:
    values = ((letter.headers.get(name), value) for name, value in marks.items())
    return any(found is not None and found.lower().startswith(value.lower()) for found, value in values)


def _is_bounce(letter: Letter) -> bool:
    local = letter.sender.email.partition("@")[0] if letter.sender else ""
    nobody = letter.headers.get("return-path", "").strip() == "<>"
    failed = "x-failed-recipients" in letter.headers
    return nobody or failed or local in _ROBOTS or (letter.is_report and not _is_receipt(letter))


def _is_receipt(letter: Letter) -> bool:
    kind = letter.headers.get("content-type", "").lower()
    return "disposition-notification" in kind or (letter.is_report and bool(_RECEIPT.match(letter.subject)))


def _is_automatic(letter: Letter) -> bool:
    value = letter.headers.get("auto-submitted", "no").partition(";")[0].strip().lower()
    return value not in ("no", "")


def _is_bulk(letter: Letter) -> bool:
    return letter.headers.get("precedence", "").strip().lower() in _BULK


def _is_list(letter: Letter) -> bool:
    return any(name in letter.headers for name in ("list-id", "list-unsubscribe", "list-post"))


def _is_autoreply(letter: Letter) -> bool:
    return any(letter.headers.get(name, "no").strip().lower() not in ("no", "") for name in _REPLIED)


def _is_absence(letter: Letter) -> bool:
    return bool(_ABSENT.match(letter.subject))


_RULES: tuple[tuple[str, Callable[[Letter], bool]], ...] = (
    ("receipt", _is_receipt),
    ("bounce", _is_bounce),
    ("autoreply", _is_autoreply),
    ("absence", _is_absence),
    ("auto-submitted", _is_automatic),
    ("list", _is_list),
    ("bulk", _is_bulk),
)
