"""Documents that are zip archives: told apart, and traps refused, by the archive's directory alone.

Nothing is ever unpacked here: a directory entry says how large its file would become.
"""

from __future__ import annotations

import io
import zipfile

from services.kit.files.kinds import DOCX, ODT, XLSX
from services.kit.files.limits import MEGABYTE

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * MEGABYTE
#: Text packs twenty times smaller, rarely a hundred; a trap packs a thousand times smaller.
MOST_RATIO = 200
#: Below this size a high ratio means nothing.
SMALL = MEGABYTE

_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_ODT_MARK = b"mimetype" + ODT.encode()
_ODT_PLACE = 30
_ENCRYPTED = 0x1
_MACROS = ("vbaproject.bin", "basic/script-lc.xml")


class Unsafe(Exception):  # noqa: N818 - an outcome, not an accident
    """The archive would become far larger, hides its content, or brings programs with it."""


def office(content: bytes) -> str | None:
    """Return which office document this is, or None. Raises `Unsafe`."""
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return None
    found = _document(content, {each.filename for each in entries})
    if found:
        _check(entries, len(content))
    return found


def _document(content: bytes, names: set[str]) -> str | None:
    if content[_ODT_PLACE:].startswith(_ODT_MARK):
        return ODT if "content.xml" in names else None
    if "[Content_Types].xml" not in names:
        return None
    return next((media_type for part, media_type in _PARTS.items() if part in names), None)


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(each.file_size for each in entries)
    swells = unpacked > SMALL and unpacked > size * MOST_RATIO
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swells:
        raise Unsafe
    if any(each.flag_bits & _ENCRYPTED or each.filename.lower().endswith(_MACROS) for each in entries):
        raise Unsafe
