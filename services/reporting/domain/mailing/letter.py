"""The words of a mail with a report."""

from __future__ import annotations

from collections.abc import Sequence

from services.reporting.domain.mailing.subscription import Form
from services.reporting.domain.printed import FAULTY, said
from services.reporting.domain.span import Span
from services.reporting.domain.table import Kind, Table
from services.reporting.domain.words import Words

GREETING = Words(
    "Kính gửi Ông/Bà,\n\nTổng đài 1022 gửi kèm theo thư này báo cáo sau:",
    "Dear reader,\n\nPlease find attached this report of the 1022 hotline:",
)
CLOSING = Words(
    "Thư này được gửi tự động theo đăng ký nhận báo cáo. Để thay đổi hoặc ngừng nhận, xin báo cho quản trị viên.",
    "This mail is sent automatically to those who subscribed. To change or stop it, please tell the administrator.",
)
#: Figures of the total that are told in the mail itself, for those who read it on a telephone.
TOLD = 6


def subject_of(span: Span, language: str) -> str:
    """Return the subject."""
    return Words(f"Báo cáo 1022: {span.words.vi}", f"1022 report: {span.words.en}").say(language)


def file_name(span: Span, form: Form) -> str:
    """Return the name of the file: letters that every mail program shows."""
    return f"bao-cao-1022-{span.text.replace('..', '_')}.{form}"


def text_of(tables: Sequence[Table], language: str) -> str:
    """Return the text: which tables are attached, and the total of each in a few figures."""
    parts = [GREETING.say(language), *(_told(table, language) for table in tables), CLOSING.say(language)]
    return "\n\n".join(parts) + "\n"


def _told(table: Table, language: str) -> str:
    lines = [f"{table.title.say(language)} – {table.span.words.say(language)}"]
    if table.faults:
        lines.append(FAULTY.say(language))
    if table.total:
        shown = zip(table.columns, table.total.cells, strict=True)
        told = [(column, cell) for column, cell in shown if column.kind in (Kind.COUNT, Kind.PERCENT)]
        lines += [f"  {column.words.say(language)}: {said(cell, language)}" for column, cell in told[:TOLD]]
    return "\n".join(lines)
