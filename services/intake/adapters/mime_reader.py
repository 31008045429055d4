"""Reads a mail from its bytes. Whatever is in them: what can be read is read, within bounds, and nothing fails."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32
from typing import Any

from services.intake.adapters.mime_parts import Parts
from services.intake.domain.mail.header_words import any_address_of, ids_of, words_of
from services.intake.domain.mail.letter import Letter
from services.intake.domain.mail.subjects import is_forward, own_ids

#: A mail of more parts or deeper nesting than any person makes is read by its headers and as one text.
MOST_BOUNDARIES = 150
#: How much of a report is searched for the ids of our own mails.
MOST_SEARCHED = 300_000
_BOUNDARY = re.compile(rb"boundary\s*=|message/rfc822", re.IGNORECASE)


class _AsItCame(Compat32):
    """Headers as they are: the standard library would put question marks for bytes without a label."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return value


_POLICY = _AsItCame()


def read_letter(raw: bytes, *, cut: bool = False) -> Letter:
    """Return the mail in `raw`. `cut`: its end was not fetched, so the last part is incomplete."""
    message = _parsed(raw)
    headers = _headers(message)
    parts = Parts(cut=cut)
    parts.take(message)
    subject = words_of(_raw(headers.get("subject", "")))
    shown = {name: words_of(_raw(value)) for name, value in headers.items()}
    return Letter(
        message_id=next(iter(ids_of(shown.get("message-id", ""))), ""),
        references=_references(shown),
        sender=any_address_of(_raw(headers.get("from", ""))),
        reply_to=any_address_of(_raw(headers.get("reply-to", ""))),
        subject=subject,
        text=parts.text(),
        files=parts.files(),
        headers=shown,
        media_type=message.get_content_type(),
        closed=parts.closed,
        cut=cut,
        forwards=parts.forwards or is_forward(subject),
        complaint=parts.complaint,
        mentioned=_mentioned(raw, parts),
    )


def _parsed(raw: bytes) -> Message:
    if len(_BOUNDARY.findall(raw)) <= MOST_BOUNDARIES:
        try:
            return BytesParser(policy=_POLICY).parsebytes(raw)
        except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
            pass
    return BytesHeaderParser(policy=_POLICY).parsebytes(raw)


def _headers(message: Message) -> dict[str, str]:
    """Return the first of each header by its lower-case name."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), str(value))
    return found


def _raw(value: str) -> bytes:
    return value.encode("utf-8", "surrogateescape")


def _references(shown: dict[str, str]) -> tuple[str, ...]:
    """Return the mail that is answered first, then what it answered itself, newest first."""
    older = reversed(ids_of(shown.get("references", "")))
    return tuple(dict.fromkeys((*ids_of(shown.get("in-reply-to", "")), *older)))[:50]


def _mentioned(raw: bytes, parts: Parts) -> tuple[str, ...]:
    """Return the ids of our own mails that a report speaks of, wherever it does."""
    text = raw[:MOST_SEARCHED].decode("ascii", "replace") + "\n" + parts.text()[:MOST_SEARCHED]
    return tuple(dict.fromkeys(own_ids(text)))
