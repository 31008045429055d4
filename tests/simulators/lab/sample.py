"""A picture to send: a hole in a road, drawn."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw


@cache
def picture() -> bytes:
    """Return a JPEG of 640 × 420 pixels."""
    image = Image.new("RGB", (640, 420), "#9fb7c9")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 130, 640, 420), fill="#6d6f73")
    draw.polygon(((0, 130), (0, 190), (250, 130)), fill="#7c9a5c")
    draw.polygon(((640, 130), (640, 210), (420, 130)), fill="#7c9a5c")
    for left in range(20, 640, 130):
        draw.rectangle((left, 262, left + 70, 272), fill="#e9e4d4")
    draw.ellipse((210, 285, 430, 385), fill="#55575b")
    draw.ellipse((230, 295, 410, 375), fill="#2f2a26")
    draw.ellipse((255, 312, 350, 352), fill="#4a5a66")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()
