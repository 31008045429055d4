"""Which mail is which: the same mail has the same key wherever it lies and however it came."""

from __future__ import annotations

import hashlib
import re

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
#: What a writer's program writes and no server on the way changes.
_OWN_HEADERS = (b"message-id", b"from", b"date", b"subject")
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")
MOST_ID = 500


def mail_key(raw: bytes) -> str:
    """Return the key: a hash of Message-ID, sender, date, subject and body.

    The Message-ID alone would not do: some programs leave it out, and others use one for many mails. What servers add
    on the way (Received, spam marks) does not count, nor how lines end.
    """
    head, body = _parted(raw)
    headers = _headers(head)
    said = [b" ".join(headers.get(name, b"").split()) for name in _OWN_HEADERS]
    return hashlib.sha256(b"\0".join([*said, body.replace(b"\r\n", b"\n").rstrip()])).hexdigest()


def message_id(raw: bytes) -> str:
    """Return the Message-ID without angle brackets, at most `MOST_ID` long; empty when there is none."""
    value = _headers(_parted(raw)[0]).get(b"message-id", b"").decode("ascii", "replace")
    found = _ID.search(value)
    return found[1][:MOST_ID] if found else ""


def _parted(raw: bytes) -> tuple[bytes, bytes]:
    end = _HEAD_END.search(raw)
    return (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")


def _headers(head: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for line in _FOLD.sub(b" ", head).split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found
