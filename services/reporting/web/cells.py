"""Cells as people read them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from services.kit.web.formats import local_time
from services.reporting.domain.table import Cell

#: Vietnamese groups thousands by dots and marks decimals by a comma.
_VIETNAMESE = str.maketrans(",.", ".,")


def written(cell: Cell, language: str) -> str:
    """Return a cell in the reader's own writing; a dash where there is no value."""
    match cell:
        case None:
            return "–"
        case datetime():
            return local_time(cell)
        case int() | Decimal():
            return f"{cell:,}".translate(_VIETNAMESE) if language == "vi" else f"{cell:,}"
        case _:
            return cell
