"""Tables as a workbook for spreadsheet programs (XLSX), one sheet each, laid out to be printed and signed.

Cells hold numbers and moments, never text that looks like them. Text is written as text: no cell becomes a formula or a
link, whatever it begins with. The same tables make the same bytes: nothing in the file tells when it was made.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from services.reporting.adapters.exports.workbook_formats import Formats
from services.reporting.adapters.exports.workbook_sheet import SheetWriter
from services.reporting.domain.period import LOCAL
from services.reporting.domain.printed import Letterhead
from services.reporting.domain.table import Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def workbook_of(tables: Sequence[Table], letterhead: Letterhead) -> bytes:
    """Return the workbook. Raises ValueError where there is no table."""
    if not tables:
        raise ValueError("a workbook needs a sheet")
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    formats = Formats(book)
    for table, name in zip(tables, sheet_names(tables), strict=True):
        SheetWriter(book.add_worksheet(name), formats, table, letterhead).write()
    newest = max(table.seen_at for table in tables)
    title = tables[0].title.say(tables[0].language)
    book.set_properties({"title": title, "author": letterhead.unit, "created": newest.astimezone(LOCAL)})
    book.close()
    return out.getvalue()


def sheet_names(tables: Sequence[Table]) -> list[str]:
    """Return a name for each sheet that spreadsheet programs take: short, each once, without what they forbid."""
    names: list[str] = []
    for table in tables:
        plain = _FORBIDDEN.sub(" ", table.title.say(table.language)).strip() or table.name
        names.append(_first_free(plain, {name.casefold() for name in names}))
    return names


def _first_free(name: str, taken: set[str]) -> str:
    tried, number = name[:LONGEST_NAME].strip(), 1
    while tried.casefold() in taken:
        number += 1
        tried = f"{name[: LONGEST_NAME - 4].strip()} ({number})"
    return tried
