"""Files of entries: CSV and XLSX, read and written."""

from __future__ import annotations

from collections.abc import Sequence

from services.kit.files.archives import Unsafe, office
from services.kit.files.kinds import XLSX
from services.routing.adapters.knowledge_files.csv_file import read_csv, write_csv
from services.routing.adapters.knowledge_files.xlsx_file import read_xlsx, write_xlsx
from services.routing.usecases.knowledge.sheets import MOST_BYTES, Sheet, refused

__all__ = ["read_sheets", "write_csv", "write_xlsx"]

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_sheets(content: bytes) -> Sequence[Sheet]:
    """Return the sheets of a file; what it is says its content, not its name. Raises `Rejected`."""
    if len(content) > MOST_BYTES:
        raise refused("file-too-large")
    if not content.strip():
        raise refused("empty-file")
    if content.startswith((_ZIP, _OLD_EXCEL)):
        return read_xlsx(content) if _is_xlsx(content) else _no()
    return [read_csv(content)]


def _is_xlsx(content: bytes) -> bool:
    """Only the archive's directory is looked at: a trap that would swell is refused before anything is unpacked."""
    try:
        return office(content) == XLSX
    except Unsafe:
        return False


def _no() -> Sequence[Sheet]:
    raise refused("unknown-file-kind")
