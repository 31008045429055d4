"""Text to learn from, without what leads to a person."""

from __future__ import annotations

import re

from services.routing.domain.submission import Contact

_NUMBERS = re.compile(r"\+?\d[\d .\-]{6,}\d")
_ADDRESSES = re.compile(r"\S+@\S+|https?://\S+")
#: "Tôi tên là Nguyễn Văn An": what follows such words, in large letters.
_NAMED = re.compile(r"((?:tên (?:là|tôi là)|tôi là|ông|bà|anh|chị|cô|chú|bác)\s+)(?:[A-ZĐÀ-Ỹ][^\W\d_]*\s?){2,4}")


def nameless(text: str, contact: Contact | None) -> str:
    """Return the text without telephone and identity numbers, addresses of mail and pages, and people's names.

    The contact's own name is taken out wherever it stands; other names where a word before says that one comes. It is
    a precaution: no pattern finds every name.
    """
    known = [part for part in (contact.name, contact.phone, contact.email) if part] if contact else []
    for part in known:
        text = re.sub(re.escape(part), " ", text, flags=re.IGNORECASE)
    return _NAMED.sub(r"\1… ", _NUMBERS.sub("…", _ADDRESSES.sub("…", text))).strip()
