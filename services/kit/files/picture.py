"""Pictures drawn anew by Pillow: upright, small enough, and without anything the camera or an editor wrote."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, UnidentifiedImageError

from services.kit.files.camera_notes import camera_notes
from services.kit.files.identity_card import shows_card
from services.kit.files.ports import Picture, TooManyPixels, Unreadable

LONGEST_SIDE = 2048
THUMBNAIL_SIDE = 400
QUALITY = 85

#: Pillow's name of each type. HEIC is read where a plugin brings it.
_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/heic": "HEIF",
}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError, MemoryError)

# All plugins are imported now: an import inside a thread of the workbench would wait for locks of another kind.
Image.init()
# At the level DEBUG it would log what the camera wrote, and logging inside a thread of the workbench waits, too.
logging.getLogger("PIL").setLevel(logging.CRITICAL)
# Our own limit is asked instead: it is lower, and refuses in words.
Image.MAX_IMAGE_PIXELS = None


class PillowPictures:
    """`most_pixels` is what a picture may have before anything of it is decoded."""

    def __init__(self, most_pixels: int) -> None:
        self._most_pixels = most_pixels

    def readable(self, media_type: str) -> bool:
        """Return whether there is a decoder."""
        return _FORMATS[media_type] in Image.OPEN

    def redraw(self, content: bytes, media_type: str) -> Picture:
        """Return the first frame, drawn anew. Raises `Unreadable`, or `TooManyPixels` before decoding."""
        with _breaking(), Image.open(io.BytesIO(content), formats=[_FORMATS[media_type]]) as opened:
            if opened.width * opened.height > self._most_pixels:
                raise TooManyPixels
            private = camera_notes(opened)
            # A JPEG can be decoded at an eighth of its size, which is all that is needed of a large one.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = _flat(_upright(opened))
            view = _fitted(upright, LONGEST_SIDE)
            return Picture(
                view=_jpeg(view),
                thumbnail=_jpeg(_fitted(view, THUMBNAIL_SIDE)),
                private=private,
                card=shows_card(view),
            )


@contextmanager
def _breaking() -> Iterator[None]:
    """Whatever a decoder says about broken content is one outcome."""
    try:
        yield
    except (UnidentifiedImageError, *_BROKEN):
        raise Unreadable from None


def _upright(opened: Image.Image) -> Image.Image:
    opened.load()
    try:
        return ImageOps.exif_transpose(opened)
    except _BROKEN:
        return opened  # broken notes of the camera do not make a good picture bad


def _flat(picture: Image.Image) -> Image.Image:
    """Return the picture without transparency, on white."""
    if picture.mode == "RGB":
        return picture
    if picture.mode.startswith("I") or picture.mode == "F":
        # 16 bits a pixel: Pillow cuts instead of scaling when it converts.
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    layer = picture.convert("RGBA")
    flat = Image.new("RGB", layer.size, "white")
    flat.paste(layer, mask=layer.getchannel("A"))
    return flat


def _fitted(picture: Image.Image, side: int) -> Image.Image:
    copy = picture.copy()
    copy.thumbnail((side, side), Image.Resampling.LANCZOS)
    return copy


def _jpeg(picture: Image.Image) -> bytes:
    # A new image knows nothing of the old one: its `info` would carry a profile, a comment or notes into the file.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    written = io.BytesIO()
    clean.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return written.getvalue()
