"""Headers as they arrive: encoded words (RFC 2047) in all their broken forms, bytes without a label, split parameters.

Never fails: a header that makes no sense is shown as it is.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.utils import collapse_rfc2231_value, getaddresses
from urllib.parse import unquote_to_bytes

from services.intake.domain.mail.charsets import decoded
from services.intake.domain.mail.letter import Address

MOST_HEADER = 10_000
_ENCODED = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BLANK = re.compile(rb"[ \t\r\n]*")
_ID = re.compile(r"<\s*([^<>\s]{1,998})\s*>")
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"\\@]+@[^\s<>()\[\],;:\"\\@]+")


def words_of(raw: bytes) -> str:
    """Return a header's text on one line. Neighbouring encoded words of one charset may share a character."""
    pieces, place, run, charset = [], 0, b"", b""
    raw = raw[:MOST_HEADER]
    for found in _ENCODED.finditer(raw):
        between = raw[place : found.start()]
        joined = bool(run) and _BLANK.fullmatch(between) is not None
        if run and not (joined and found[1].lower() == charset):
            pieces.append(_shown(run, charset))
            run = b""
        if not joined:
            pieces.append(decoded(between))
        run, charset, place = run + _payload(found[2], found[3]), found[1].lower(), found.end()
    pieces += [_shown(run, charset), decoded(raw[place:])]
    return " ".join("".join(pieces).replace("\x00", "").split())


def ids_of(value: str) -> tuple[str, ...]:
    """Return the Message-IDs in a header, without angle brackets; a bare one counts when it is alone."""
    found = _ID.findall(value)
    bare = value.strip()
    return tuple(found) or ((bare,) if _EMAIL.fullmatch(bare) else ())


def addresses_of(raw: bytes) -> Iterator[Address]:
    """Yield the addresses of a header. They are looked for before words are decoded: a name may look like one."""
    # Blanks go while these are bytes: two letters of Latin-1 are blanks too, and parts of letters in UTF-8.
    text = b" ".join(raw[:MOST_HEADER].replace(b"\x00", b"").split()).decode("latin-1")
    for name, email in getaddresses([text]):
        found = _EMAIL.search(email)
        if found:
            yield Address(words_of(name.encode("latin-1", "replace")).strip("\"' "), found[0].lower())


def any_address_of(raw: bytes) -> Address | None:
    """Return the first address of a header, even from one that is no list of addresses."""
    first = next(addresses_of(raw), None)
    if first is None:
        found = _EMAIL.search(raw[:MOST_HEADER].decode("latin-1"))
        first = Address("", found[0].lower()) if found else None
    return first


def parameter(value: object) -> str:
    """Return a parameter as `email` gives it: text, or RFC 2231's charset, language and percent-encoded bytes."""
    if isinstance(value, tuple):
        charset, _, text = value
        data = text.encode("latin-1", "replace") if isinstance(text, str) else b""
        return decoded(data, charset)
    plain = collapse_rfc2231_value(str(value)) if value is not None else ""
    raw = plain.encode("utf-8", "surrogateescape")
    if raw.startswith((b"utf-8''", b"UTF-8''")):
        raw = unquote_to_bytes(raw[7:])
    return words_of(raw)


def _payload(kind: bytes, text: bytes) -> bytes:
    if kind in b"qQ":
        return binascii.a2b_qp(text, header=True)
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
    # One stray letter at the end says nothing; missing padding is common.
    clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def _shown(data: bytes, charset: bytes) -> str:
    return decoded(data, charset.partition(b"*")[0].decode("ascii", "replace")) if data else ""
