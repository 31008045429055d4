"""Pictures drawn anew with Pillow, parts of them painted over before anything is written."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from services.kit.failures import Rejected
from services.kit.files.identity_card import shows_card
from services.kit.files.limits import Limits
from services.kit.files.picture import QUALITY, THUMBNAIL_SIDE, PillowPictures
from services.kit.files.ports import TooManyPixels, Unreadable, Workbench
from services.publish.usecases.editing.ports import Cover, Drawing

JPEG = "image/jpeg"
COLOUR = (32, 32, 32)
WHOLE = 100


class PillowDrawing:
    """Port `DrawPicture`. The work is done on the workbench, so that the process goes on answering."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._pictures = PillowPictures(Limits().pixels)

    def __call__(self, content: bytes, covers: Sequence[Cover]) -> Drawing:
        """Return the drawing."""
        try:
            return self._workbench.do(self._drawn, content, covers)
        except (Unreadable, TooManyPixels):
            raise Rejected("picture-not-readable", "Không đọc được ảnh này.", "This picture cannot be read.") from None

    def _drawn(self, content: bytes, covers: Sequence[Cover]) -> Drawing:
        """Redraw first: whatever the file holds besides its pixels, and its odd forms, end there."""
        upright = self._pictures.redraw(content, JPEG).view
        with Image.open(io.BytesIO(upright), formats=["JPEG"]) as opened:
            picture = opened.convert("RGB")
        for cover in covers:
            ImageDraw.Draw(picture).rectangle(_pixels(cover, picture.size), fill=COLOUR)
        small = picture.copy()
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
        return Drawing(
            view=_jpeg(picture),
            thumbnail=_jpeg(small),
            width=picture.width,
            height=picture.height,
            card=shows_card(picture),
        )


def _pixels(cover: Cover, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the corners, both included, every pixel that the cover touches."""
    width, height = size
    right, bottom = cover.left + cover.width, cover.top + cover.height
    return (
        int(cover.left * width / WHOLE),
        int(cover.top * height / WHOLE),
        min(width, -int(-right * width // WHOLE)) - 1,
        min(height, -int(-bottom * height // WHOLE)) - 1,
    )


def _jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return written.getvalue()
