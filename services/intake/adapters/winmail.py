"""winmail.dat: what Outlook packs a mail into when it believes that everybody has Outlook (TNEF)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tnefparse import TNEF  # type: ignore[import-untyped]

from services.intake.domain.mail.letter import File

#: What tnefparse raises over broken files; it checks little.
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, LookupError, struct.error, OverflowError)
MOST_BYTES = 40_000_000
_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf", "gif": "image/gif"}


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was inside. `plain` and `html` are bytes or text as Outlook stored them."""

    plain: str | bytes = ""
    html: str | bytes = ""
    files: tuple[File, ...] = ()


def unpacked(content: bytes) -> Unpacked | None:
    """Return what is inside, or None when it cannot be read."""
    if len(content) > MOST_BYTES:
        return None
    try:
        found = TNEF(content, do_checksum=False)
        files = tuple(_file(each) for each in found.attachments)
        return Unpacked(_first(found.body), _first(found.htmlbody), tuple(each for each in files if each.content))
    except (*_BROKEN, UnicodeError, RecursionError):
        return None


def _file(attachment: object) -> File:
    name = str(getattr(attachment, "long_filename", lambda: "")() or getattr(attachment, "name", "") or "")
    name = name.replace("\x00", "")
    data = getattr(attachment, "data", b"")
    ending = name.rpartition(".")[2].lower()
    return File(
        name=name,
        media_type=_TYPES.get(ending, "application/octet-stream"),
        content=bytes(data) if isinstance(data, (bytes, bytearray)) else b"",
    )


def _first(body: object) -> str | bytes:
    if isinstance(body, list):
        body = body[0] if body else b""
    return (
        body.rstrip("\x00") if isinstance(body, str) else bytes(body) if isinstance(body, (bytes, bytearray)) else b""
    )
