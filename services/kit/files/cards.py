"""What an identity card is known by: the text of its code, the form of its body.

Sources: ISO/IEC 7810 (format ID-1: 85.60 × 53.98 mm, that is 1.586 to 1); ICAO Doc 9303-5 (machine-readable rows). That
the QR code begins with the card's twelve-digit number and an upright stroke is what readers of the code report; no
regulation says it (unverified), so nothing else of it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.kit.files.shapes import Point, Rectangle, content

#: A card held askew looks shorter or narrower than it is; 4 : 3 is left out, because whole pictures have it.
LEAST_RATIO, MOST_RATIO = 1.36, 1.9
#: Where the picture's own edge is the body's edge, nothing is askew; 3 : 2 is left out, because cameras have it.
LEAST_SCANNED, MOST_SCANNED = 1.52, 1.68
#: A hand or a corner in shadow takes something away from the rectangle.
LEAST_FILLED = 0.84
#: Of the hull: print and portrait make holes in a body's brightness.
LEAST_SOLID = 0.6

_CODE = re.compile(r"\s*\d{12}\s*\|")
_MACHINE_ROWS = re.compile(r"(?:ID|I<|P<)VNM[A-Z0-9<]{10,}")


def is_card_code(text: str) -> bool:
    """Return whether a decoded code is that of an identity card or a passport."""
    return _CODE.match(text) is not None or _MACHINE_ROWS.search(text) is not None


def has_card_form(around: Rectangle, hull: Sequence[Point], size: int) -> bool:
    """Return whether an area of `size` pixels with this hull may be the body of a card."""
    if around.short < 1:
        return False
    ratio, inside = around.long / around.short, content(hull)
    filled = inside >= LEAST_FILLED * around.long * around.short
    return LEAST_RATIO <= ratio <= MOST_RATIO and filled and size >= LEAST_SOLID * inside


def is_scanned_form(width: int, height: int) -> bool:
    """Return whether a whole picture has the form of a card."""
    return LEAST_SCANNED <= max(width, height) / min(width, height) <= MOST_SCANNED
