"""Whether a picture shows an identity card: by its code, or by a card-like body with print on it.

Made to cry wolf rather than to overlook one: a card on a public page is a harm that cannot be taken back, a false alarm
costs one picture. How often it is right is measured: docs/measurements/identity-cards.md.
"""

from __future__ import annotations

import zxingcpp
from PIL import Image

from services.kit.files.card_bodies import bodies
from services.kit.files.card_print import has_print
from services.kit.files.cards import is_card_code

#: Print is looked at in a picture of this size.
SIDE = 960
_CODES = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.PDF417])


def shows_card(picture: Image.Image) -> bool:
    """Return whether an RGB picture shows a card, or may."""
    return has_card_code(picture) or has_card_body(picture)


def has_card_code(picture: Image.Image) -> bool:
    """Return whether there is a code with the number of a card in it."""
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=_CODES)
    return any(is_card_code(each.text) for each in found)


def has_card_body(picture: Image.Image) -> bool:
    """Return whether there is something of a card's form with print on it."""
    fine = picture.copy()
    fine.thumbnail((SIDE, SIDE))
    grey = fine.convert("L")
    return any(has_print(grey, body) for body in bodies(fine))
