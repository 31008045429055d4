"""Drawn pictures of what citizens report, with nothing on them that is private; and grounds to lay a card on."""

import io
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

SIZES = ((1280, 960), (960, 1280), (1600, 900), (900, 1600), (1500, 1000))
EARTH = ("#6b5a45", "#87775f", "#4d4a45", "#5b5f62", "#8a8378")
GREENS = ("#2f4d25", "#3f6b2f", "#56803a", "#28401f")


def scene_photo(chance: random.Random, kind: str) -> Image.Image:
    """Return a photo of a `road`, `street`, `wood`, `water`, `night`, or `rubbish`; or of a `sign` or a `paper`."""
    photo = _SCENES[kind](chance, chance.choice(SIZES))
    grain = Image.effect_noise(photo.size, chance.uniform(8, 40)).convert("RGB")
    photo = Image.blend(photo, ImageChops.overlay(photo, grain), chance.uniform(0.2, 0.7))
    photo = ImageEnhance.Brightness(photo).enhance(chance.uniform(0.6, 1.3))
    photo = photo.filter(ImageFilter.GaussianBlur(chance.choice((0, 0.6, 1.5))))
    photo.thumbnail((chance.choice((640, 960, 1600)),) * 2)
    written = io.BytesIO()
    photo.save(written, "JPEG", quality=chance.choice((30, 50, 75, 92)))
    return Image.open(written).convert("RGB")


def ground(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """Return something a card may lie on: a table of one colour, wood, cloth, stone, paper."""
    kind = chance.choice(("plain", "plain", "wood", "cloth", "stone", "paper"))
    colour = tuple(chance.randint(20, 235) for _ in range(3))
    if kind == "paper":
        return _speckled(chance, Image.new("RGB", size, chance.choice(("#f6f6f4", "#ffffff", "#e9e4da"))), 4)
    laid = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(laid)
    if kind == "wood":
        for line in range(0, size[1], chance.choice((9, 17, 30))):
            shade = chance.randint(-22, 22)
            draw.line((0, line, size[0], line + chance.randint(-20, 20)), tuple(c + shade for c in colour), width=6)
    if kind == "cloth":
        step = chance.choice((24, 50, 90))
        for left in range(0, size[0], step * 2):
            draw.rectangle((left, 0, left + step, size[1]), fill=tuple(c // 2 + 40 for c in colour))
    return _speckled(chance, laid, {"stone": 40, "wood": 10}.get(kind, 6))


def _speckled(chance: random.Random, picture: Image.Image, strength: float) -> Image.Image:
    grain = Image.effect_noise(picture.size, strength).convert("RGB")
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(picture.size).convert("RGB")
    lit = Image.blend(picture, light, chance.uniform(0, 0.25))
    return ImageChops.add(lit, grain, 1, -128)


def _clouds(chance: random.Random, size: tuple[int, int], grain: int, dark: str, light: str) -> Image.Image:
    """Return fractal noise between two colours."""
    whole = Image.new("L", size, 128)
    for octave in range(5):
        cells = (max(2, size[0] // (grain >> octave or 1)), max(2, size[1] // (grain >> octave or 1)))
        layer = Image.frombytes("L", cells, chance.randbytes(cells[0] * cells[1])).resize(
            size, Image.Resampling.BICUBIC
        )
        whole = Image.blend(whole, layer, 0.5 / (octave + 1))
    whole = ImageEnhance.Contrast(whole).enhance(1.8)
    return Image.composite(Image.new("RGB", size, light), Image.new("RGB", size, dark), whole)


def _road(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    photo = _clouds(chance, size, 200, "#4b4b4b", chance.choice(EARTH))
    draw = ImageDraw.Draw(photo)
    width, height = size
    draw.rectangle(
        (0, 0, width, height * chance.uniform(0.1, 0.4)), fill=chance.choice(("#a9bccb", "#cfd8dc", *GREENS))
    )
    for _ in range(chance.randint(1, 5)):
        _blob(chance, draw, (chance.uniform(0, width), chance.uniform(height * 0.5, height)), width * 0.2, "#26231f")
    for dash in range(5):
        top = height * (0.4 + dash * 0.12)
        draw.polygon(
            [(width * 0.5, top), (width * 0.52, top), (width * 0.53, top + 60), (width * 0.49, top + 60)], "#d9d6c8"
        )
    return photo


def _street(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    width, height = size
    photo = _clouds(chance, size, 400, "#9db4c6", "#dfe7ec")
    draw = ImageDraw.Draw(photo)
    left = 0.0
    while left < width:
        wide, top = width * chance.uniform(0.12, 0.4), height * chance.uniform(0.1, 0.5)
        draw.rectangle(
            (left, top, left + wide, height * 0.8), fill=chance.choice(("#c9b79a", "#a8a39a", "#d8cdb9", "#7f8a91"))
        )
        for row in range(int(top) + 30, int(height * 0.75), 90):
            for place in range(int(left) + 20, int(left + wide) - 40, 80):
                draw.rectangle(
                    (place, row, place + 40, row + 55), fill=chance.choice(("#39444c", "#5b6b76", "#20262a"))
                )
        left += wide
    draw.rectangle((0, height * 0.8, width, height), fill="#5a5a58")
    post = width * chance.uniform(0.1, 0.9)
    draw.line((post, height * 0.1, post, height * 0.9), "#4a4a4a", width=14)
    for wire in range(6):
        draw.line((0, height * (0.08 + wire * 0.02), width, height * chance.uniform(0.05, 0.25)), "#1f1f1f", width=3)
    return photo


def _wood(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    photo = _clouds(chance, size, 120, "#1f2f18", "#8aa35f")
    draw = ImageDraw.Draw(photo)
    for _ in range(chance.randint(2, 7)):
        left = chance.uniform(0, size[0])
        draw.line((left, 0, left + chance.gauss(0, 80), size[1]), "#3a2c1e", width=chance.randint(15, 60))
    return photo


def _water(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    photo = _clouds(chance, size, 300, "#5f5340", "#a39377")
    draw = ImageDraw.Draw(photo)
    for line in range(int(size[1] * 0.4), size[1], 14):
        points = [(x, line + 5 * math.sin(x / 40 + line)) for x in range(0, size[0], 20)]
        draw.line(points, chance.choice(("#b8ab92", "#74664f")), width=3)
    draw.rectangle((0, 0, size[0], size[1] * 0.3), fill="#8b9a9e")
    return photo


def _night(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    photo = _clouds(chance, size, 300, "#05060a", "#23252c")
    draw = ImageDraw.Draw(photo)
    for _ in range(chance.randint(2, 9)):
        x, y, r = chance.uniform(0, size[0]), chance.uniform(0, size[1]), chance.uniform(8, 45)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=chance.choice(("#ffe9b0", "#ffffff", "#ffc46b")))
    return photo.filter(ImageFilter.GaussianBlur(5))


def _rubbish(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    photo = _clouds(chance, size, 150, "#4f4436", "#9c907c")
    draw = ImageDraw.Draw(photo)
    for _ in range(chance.randint(30, 120)):
        colour = tuple(chance.randint(30, 250) for _ in range(3))
        _blob(
            chance, draw, (chance.uniform(0, size[0]), chance.uniform(size[1] * 0.3, size[1])), size[0] * 0.06, colour
        )
    return photo


def _sign(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """A signboard with large words: a rectangle with writing that is no card."""
    photo = _street(chance, size)
    draw = ImageDraw.Draw(photo)
    width, height = size[0] * chance.uniform(0.4, 0.8), size[1] * chance.uniform(0.15, 0.35)
    left, top = chance.uniform(0, size[0] - width), chance.uniform(0, size[1] - height)
    draw.rectangle(
        (left, top, left + width, top + height), fill=chance.choice(("#1b4f9c", "#b3261e", "#f2f2ee", "#15703b"))
    )
    ink = chance.choice(("#ffffff", "#ffe14d", "#101010"))
    for row, text in enumerate(("CẤM ĐỔ RÁC", "Ban quản lý khu phố 3")):
        draw.text(
            (left + width * 0.08, top + height * (0.15 + row * 0.45)), text, ink, ImageFont.load_default(height * 0.25)
        )
    return photo


def _paper(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """A letter on a table: upright A4, full of lines."""
    photo = ground(chance, size)
    high = int(min(size) * chance.uniform(0.7, 0.95))
    sheet = Image.new("RGBA", (int(high / 1.414), high), "#f4f3ef")
    draw = ImageDraw.Draw(sheet)
    for row in range(12, 90, 3):
        draw.text(
            (high * 0.06, high * row / 100),
            "Kính gửi Ủy ban nhân dân phường " * 2,
            "#222",
            ImageFont.load_default(high * 0.018),
        )
    turned = sheet.rotate(chance.gauss(0, 10), expand=True)
    photo.paste(turned, ((size[0] - turned.width) // 2, (size[1] - turned.height) // 2), turned)
    return photo


def _blob(
    chance: random.Random, draw: ImageDraw.ImageDraw, centre: tuple[float, float], size: float, fill: object
) -> None:
    corners = chance.randint(5, 11)
    points = []
    for number in range(corners):
        angle, far = 2 * math.pi * number / corners, size * chance.uniform(0.3, 1)
        points.append((centre[0] + far * math.cos(angle), centre[1] + 0.6 * far * math.sin(angle)))
    draw.polygon(points, fill=fill)


_SCENES = {
    "road": _road,
    "street": _street,
    "wood": _wood,
    "water": _water,
    "night": _night,
    "rubbish": _rubbish,
    "sign": _sign,
    "paper": _paper,
}
