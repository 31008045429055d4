"""Whether there is print on a body: ink on an even ground, in letters, in rows."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter, ImageStat

from services.kit.files.shapes import Area, Rectangle, areas

#: The body is laid straight into a picture of this size, four pixels a millimetre.
FLAT = (344, 216)
MARGIN = 12
#: How much of the body is ink, and how much of it has nearly one brightness.
LEAST_INK, MOST_INK = 0.03, 0.30
LEAST_EVEN, EVEN_LEVELS = 0.4, 40
LEAST_ROWS, LEAST_LETTERS = 4, 12
#: Pixels: a letter, or a word whose letters have run together.
_HIGHEST, _LOWEST, _WIDEST, _LEAST_STROKE = 24, 3, 150, 5


def has_print(grey: Image.Image, body: Rectangle) -> bool:
    """Return whether `body` in a picture of one band looks printed like a card. It may lie upside down."""
    laid = _laid_straight(grey, body)
    ink = _ink(laid)
    part = ImageStat.Stat(ink).mean[0] / 255
    if not LEAST_INK <= part <= MOST_INK or _even(laid) < LEAST_EVEN:
        return False
    width, height = ink.size
    sides = (ink.crop((width * 3 // 10, 0, width, height)), ink.crop((0, 0, width * 7 // 10, height)))
    return max(map(_rows, sides)) >= LEAST_ROWS and _letters(ink) >= LEAST_LETTERS


def _laid_straight(grey: Image.Image, body: Rectangle) -> Image.Image:
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = body.corners
    # Pillow goes round from the upper left by the lower left.
    corners = (x1, y1, x4, y4, x3, y3, x2, y2)
    return _without_margin(grey.transform(FLAT, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC))


def _without_margin(laid: Image.Image) -> Image.Image:
    return laid.crop((MARGIN, MARGIN, laid.width - MARGIN, laid.height - MARGIN))


def _ink(laid: Image.Image) -> Image.Image:
    """Return what is clearly darker than its surroundings."""
    surroundings = laid.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.BoxBlur(14))
    clearly = round(max(8.0, ImageStat.Stat(laid).stddev[0] * 0.45))
    return ImageChops.subtract(surroundings, laid).point([0] * clearly + [255] * (256 - clearly))


def _even(laid: Image.Image) -> float:
    """Return how much of the body has one brightness, or nearly."""
    levels = laid.histogram()
    return max(sum(levels[low : low + EVEN_LEVELS]) for low in range(256 - EVEN_LEVELS)) / sum(levels)


def _rows(ink: Image.Image) -> int:
    """Return how often, from top to bottom, there is much ink after little."""
    column = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    mean = sum(column) / len(column)
    rows, inside = 0, False
    for value in column:
        if not inside and value > mean * 1.35:
            rows, inside = rows + 1, True
        elif inside and value < mean * 0.65:
            inside = False
    return rows


def _letters(ink: Image.Image) -> int:
    return sum(_is_letter(each) for each in areas(ink.tobytes(), ink.width, _LEAST_STROKE))


def _is_letter(area: Area) -> bool:
    across, down = [x for x, _ in area.ends], [y for _, y in area.ends]
    return _LOWEST <= max(down) - min(down) <= _HIGHEST and max(across) - min(across) <= _WIDEST
