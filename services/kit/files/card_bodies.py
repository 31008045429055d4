"""Where in a picture the body of a card may lie: rectangles of a card's form that show up again and again.

The picture is cut in two in many ways, by light, colour and bustle at many levels. What is a thing of its own has the
same outline in several of them; what is only a shade among shades looks different in each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from services.kit.files.cards import has_card_form, is_scanned_form
from services.kit.files.shapes import Area, Rectangle, areas, hull, smallest_rectangle

#: Enough to tell a rectangle, little enough for plain Python.
SIDE = 144
#: The least part of the picture that a body fills: print on a smaller one cannot be read.
LEAST_PART = 0.035
#: What fills the picture to three edges is what the picture is of, not something that lies in it.
MOST_EDGES, MOST_PART = 2, 0.93
LEAST_SEEN = 3
MOST_BODIES = 12
_LEVELS = range(40, 240, 20)
#: Two outlines are of one thing when their middles and sides differ by less, in pixels.
_SAME_MIDDLE, _SAME_SIDE = 4, 8


@dataclass(slots=True)
class _Body:
    around: Rectangle
    seen: int = 1

    def is_like(self, other: Rectangle) -> bool:
        mine, theirs = self.around.corners, other.corners
        apart = (abs(sum(each[axis] for each in mine) - sum(each[axis] for each in theirs)) / 4 for axis in (0, 1))
        sides = (abs(self.around.long - other.long), abs(self.around.short - other.short))
        return max(apart) < _SAME_MIDDLE and max(sides) < _SAME_SIDE


def bodies(picture: Image.Image) -> list[Rectangle]:
    """Return what may be bodies of cards in an RGB picture, in its own coordinates, the most distinct first."""
    small = picture.copy()
    small.thumbnail((SIDE, SIDE))
    found: list[_Body] = []
    for mask in _masks(small, picture):
        for around in _card_like(mask):
            _count(found, around)
    distinct = sorted((each for each in found if each.seen >= LEAST_SEEN), key=lambda each: -each.seen)
    scale = max(picture.size) / max(small.size)
    return [*_whole(picture), *(_scaled(each.around, scale) for each in distinct[:MOST_BODIES])]


def _count(found: list[_Body], around: Rectangle) -> None:
    for each in found:
        if each.is_like(around):
            each.seen += 1
            return
    found.append(_Body(around))


def _whole(picture: Image.Image) -> Iterator[Rectangle]:
    """Yield the picture itself when it may be a scan."""
    width, height = picture.size
    corners = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    around = smallest_rectangle(corners)
    if around and is_scanned_form(width, height):
        yield around


def _card_like(mask: Image.Image) -> Iterator[Rectangle]:
    width, height = mask.size
    for area in areas(mask.tobytes(), width, int(width * height * LEAST_PART)):
        corners = hull(area.ends)
        around = smallest_rectangle(corners)
        if around and has_card_form(around, corners, area.size) and not _is_ground(area, around, width, height):
            yield around


def _is_ground(area: Area, around: Rectangle, width: int, height: int) -> bool:
    across, down = {x for x, _ in area.ends}, {y for _, y in area.ends}
    edges = (min(across) <= 1) + (min(down) <= 1) + (max(across) >= width - 1) + (max(down) >= height - 1)
    return edges > MOST_EDGES or around.long * around.short > MOST_PART * width * height


def _masks(small: Image.Image, fine: Image.Image) -> Iterator[Image.Image]:
    """Yield the picture cut in two, each part once as the set one."""
    closed = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MedianFilter(3))
    saturation = closed.convert("HSV").getchannel("S")
    for layer in (closed.convert("L"), saturation, *closed.split(), _far_from_edge(closed), *_busy(fine, small.size)):
        for level in _LEVELS:
            yield layer.point([0] * level + [255] * (256 - level))
            yield layer.point([255] * level + [0] * (256 - level))


def _far_from_edge(small: Image.Image) -> Image.Image:
    """Return how far each pixel's colour is from the middle colour of the picture's edge."""
    width, height = small.size
    strips = ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height))
    edge = b"".join(small.crop(strip).tobytes() for strip in strips)
    middle = tuple(sorted(edge[band::3])[len(edge) // 6] for band in range(3))
    red, green, blue = ImageChops.difference(small, Image.new("RGB", small.size, middle)).split()
    return ImageChops.add(ImageChops.add(red, green), blue)


def _busy(fine: Image.Image, size: tuple[int, int]) -> Iterator[Image.Image]:
    """Yield how much goes on around each pixel: on a card as pale as its table only the print stands out."""
    grey = fine.convert("L")
    strokes = ImageChops.difference(grey.filter(ImageFilter.MaxFilter(3)), grey.filter(ImageFilter.MinFilter(3)))
    busy = strokes.resize(size, Image.Resampling.BOX).filter(ImageFilter.BoxBlur(1))
    for wide in (5, 9):
        closed = busy.filter(ImageFilter.MaxFilter(wide)).filter(ImageFilter.MinFilter(wide))
        yield ImageChops.add(closed, closed, 0.5)


def _scaled(body: Rectangle, scale: float) -> Rectangle:
    one, two, three, four = ((x * scale, y * scale) for x, y in body.corners)
    return Rectangle((one, two, three, four), body.long * scale, body.short * scale)
