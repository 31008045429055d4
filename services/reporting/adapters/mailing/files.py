"""Tables as the files that are attached to a mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.reporting.adapters.exports import paper, workbook
from services.reporting.adapters.exports.press import Press
from services.reporting.domain.mailing.subscription import Form
from services.reporting.domain.printed import Letterhead
from services.reporting.domain.table import Table
from services.reporting.usecases.mailing.ports import Attachment


class ExportedFiles:
    """Port `Files`."""

    def __init__(self, letterhead: Callable[[], Letterhead], press: Press) -> None:
        self._letterhead = letterhead
        self._press = press

    def make(self, tables: Sequence[Table], form: Form, name: str) -> Attachment:
        """Return the file. Raises as `page_of` and `Press.print` do."""
        letterhead = self._letterhead()
        if form is Form.XLSX:
            return Attachment(name, workbook.MEDIA_TYPE, workbook.workbook_of(tables, letterhead))
        return Attachment(name, paper.MEDIA_TYPE, self._press.print(paper.page_of(tables, letterhead)))
