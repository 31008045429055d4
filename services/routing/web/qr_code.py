"""A QR code as a picture of its own."""

from __future__ import annotations

from io import BytesIO

import segno


def picture_of(text: str) -> bytes:
    """Return an SVG file. Without its namespace, which pictures inside a page may lack, browsers show nothing of it."""
    drawn = BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", scale=6, dark="#000", light="#fff")
    return drawn.getvalue()
