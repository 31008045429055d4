"""Lines of a CSV file as a sheet opens them: what people wrote is never run."""

from __future__ import annotations

import csv
import io

#: A sheet takes what begins so for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
#: By this a sheet knows that the file is UTF-8.
MARK = "\ufeff"


def csv_line(cells: tuple[str, ...]) -> str:
    """Return a line with its end."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell[:1] in FORMULAS else cell for cell in cells])
    return out.getvalue()
