"""CSV as Vietnamese Excel writes it: UTF-8 with or without its mark, UTF-16, windows-1258; commas, semicolons, tabs."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from services.kit.text import nfc
from services.routing.usecases.knowledge.sheets import MOST_COLUMNS, MOST_ROWS, Line, Sheet, refused

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GUESSES = ("utf-8", "windows-1258")
_DELIMITERS = ",;\t"
#: A sheet takes what begins so for a formula: it gets an apostrophe, which reading takes away.
_RUN = ("=", "+", "-", "@", "'")


def read_csv(content: bytes) -> Sheet:
    """Return the one sheet of a file. Raises `Rejected`: unknown-encoding, unreadable-file, too-many-rows."""
    text = nfc(_decoded(content))
    try:
        rows = list(_rows(text))
    except csv.Error:
        raise refused("unreadable-file") from None
    if not rows:
        raise refused("empty-file")
    heading = _trimmed(rows[0][1])
    if len(heading) > MOST_COLUMNS:
        raise refused("too-many-columns")
    return Sheet("", heading, [_line(number, cells, len(heading)) for number, cells in rows[1:]])


def write_csv(sheet: Sheet) -> bytes:
    """Return a sheet as UTF-8 with its mark, which Excel opens with the right letters."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.heading)
    writer.writerows([[_guarded(cell) for cell in line.cells] for line in sheet.lines])
    return out.getvalue().encode("utf-8-sig")


def _decoded(content: bytes) -> str:
    named = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    for encoding in (named,) if named else _GUESSES:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("unknown-encoding")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, with their numbers."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    for number, cells in enumerate(reader, start=1):
        if number > MOST_ROWS + 1:
            raise refused("too-many-rows")
        if any(each.strip() for each in cells):
            yield number, [_unguarded(each.strip()) for each in cells]


def _delimiter(text: str) -> str:
    """Return what stands most often in the first line that says anything."""
    first = next((line for line in text.splitlines() if line.strip(f" {_DELIMITERS}")), "")
    return max(_DELIMITERS, key=first.count)


def _line(number: int, cells: Sequence[str], width: int) -> Line:
    too_many = any(cells[width:])
    return Line(number, cells[:width], {width: "too-many-cells"} if too_many else {})


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Return the cells without the empty ones at the end, which sheets leave behind."""
    last = max((place for place, each in enumerate(cells, start=1) if each), default=0)
    return list(cells[:last])


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUN) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RUN) else cell
