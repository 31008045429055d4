"""Drawn identity cards of invented people, laid on drawn tables and photographed by a drawn hand.

Proportions follow ISO/IEC 7810 ID-1 (85.60 × 53.98 mm). No real card was looked at: what is drawn is what the layout
has in common with real ones - a pale ground with fine lines, an emblem, centred headings, a portrait at the left, rows
of text at the right, a QR code; on the back a chip, finger prints and three rows of machine-readable text.
"""

import io
import random

import zxingcpp
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from tests.unit.intake.attachments.drawn_scenes import ground

CARD = (1070, 675)
NAMES = ("NGUYỄN VĂN AN", "TRẦN THỊ BÌNH", "RƠ CHÂM H'LAN", "LÊ MINH CHÂU", "SIU Y ĐÔNG")
PLACES = ("Xã Chư Sê, Gia Lai", "Phường Pleiku, Gia Lai", "Phường Quy Nhơn, Gia Lai")
PALE = ((214, 228, 226), (222, 232, 214), (233, 226, 208), (206, 222, 236), (240, 238, 232))


def card_photo(chance: random.Random, kind: str) -> Image.Image:
    """Return a photo of a card of one `kind`: `cccd`, `cmnd`, `back`, or `scan` (the card fills the picture)."""
    card = {"cmnd": _cmnd, "back": _back}.get(kind, _cccd)(chance)
    if kind == "scan":
        edge = chance.choice((0, 0, 10, 30))
        whole = Image.new("RGB", (CARD[0] + 2 * edge, CARD[1] + 2 * edge), chance.choice(("white", "black", "#888")))
        whole.paste(card, (edge, edge))
        photo = whole.rotate(chance.choice((0, 90, 180, 270)), expand=True)
    else:
        photo = _laid(chance, card)
    return _photographed(chance, photo)


def _laid(chance: random.Random, card: Image.Image) -> Image.Image:
    """Return the card on a ground: any size from a ninth of the picture, any turn, held a little askew."""
    size = chance.choice(((1280, 960), (960, 1280), (1600, 900), (1024, 1024)))
    photo = ground(chance, size)
    width = int(min(size[0], size[1] * 1.5) * chance.uniform(0.38, 0.9))
    small = card.resize((width, width * CARD[1] // CARD[0]), Image.Resampling.LANCZOS).convert("RGBA")
    small = _askew(chance, small)
    turn = chance.choice((0, 0, 90, 180, 270)) + chance.gauss(0, 8) if chance.random() < 0.8 else chance.uniform(0, 360)
    small = small.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    small.thumbnail((int(size[0] * 0.97), int(size[1] * 0.97)))
    place = [chance.randint(0, most - own) for most, own in zip(size, small.size, strict=True)]
    photo.paste(small, tuple(place), small)
    if chance.random() < 0.25:
        _thumb(chance, photo, place, small.size)
    return photo


def _askew(chance: random.Random, card: Image.Image) -> Image.Image:
    """Return the card seen from a little aside."""
    width, height = card.size
    slip = [chance.uniform(0, 0.06) for _ in range(8)]
    corners = [
        *(-slip[0] * width, -slip[1] * height, -slip[2] * width, height * (1 + slip[3])),
        *(width * (1 + slip[4]), height * (1 + slip[5]), width * (1 + slip[6]), -slip[7] * height),
    ]
    return card.transform(card.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)


def _thumb(chance: random.Random, photo: Image.Image, place: list[int], size: tuple[int, int]) -> None:
    """Hold the card at its lower edge."""
    left, bottom, width = place[0] + size[0] * chance.uniform(0.1, 0.7), place[1] + size[1], size[0] * 0.13
    skin = chance.choice(("#c68863", "#e0b090", "#8d5a3b"))
    ImageDraw.Draw(photo).ellipse((left, bottom - width, left + width, bottom + 2 * width), fill=skin)


def _photographed(chance: random.Random, photo: Image.Image) -> Image.Image:
    """Return what a telephone makes of it: light, blur, a JPEG of some quality."""
    photo = ImageEnhance.Brightness(photo).enhance(chance.uniform(0.6, 1.25))
    photo = ImageEnhance.Contrast(photo).enhance(chance.uniform(0.75, 1.2))
    photo = photo.filter(ImageFilter.GaussianBlur(chance.choice((0, 0.6, 1.2, 2.0))))
    photo.thumbnail((chance.choice((640, 960, 1600)),) * 2)
    written = io.BytesIO()
    photo.save(written, "JPEG", quality=chance.choice((30, 50, 75, 92)))
    return Image.open(written).convert("RGB")


def _blank(chance: random.Random) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    pale = chance.choice(PALE)
    card = Image.new("RGB", CARD, pale)
    draw = ImageDraw.Draw(card)
    darker = tuple(value - 16 for value in pale)
    for line in range(-600, 1100, chance.choice((12, 18, 26))):
        draw.arc((line, -200, line + 900, 900), 0, 360, fill=darker, width=2)
    return card, draw


def _cccd(chance: random.Random) -> Image.Image:
    card, draw = _blank(chance)
    draw.ellipse((50, 40, 170, 160), fill="#c8241f", outline="#e9c63b", width=10)
    _text(draw, (360, 40), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26)
    _text(draw, (400, 76), "Độc lập - Tự do - Hạnh phúc", 24)
    _text(draw, (360, 118), chance.choice(("CĂN CƯỚC CÔNG DÂN", "CĂN CƯỚC")), 44, "#c8241f")
    number, name = f"0520{chance.randrange(10**8):08d}", chance.choice(NAMES)
    _portrait(chance, draw, (55, 225, 285, 535))
    lines = ("Số / No.:", number, "Họ và tên / Full name:", name, "Ngày sinh / Date of birth: 01/02/1990")
    for row, line in enumerate((*lines, "Giới tính / Sex: Nam   Quốc tịch: Việt Nam", *[chance.choice(PLACES)] * 3)):
        _text(draw, (320, 205 + row * 48), line, 36 if row in (1, 3) else 24)
    _text(draw, (55, 560), "Có giá trị đến: 01/02/2030", 20)
    code = f"{number}|212345678|{name.title()}|01021990|Nam|{chance.choice(PLACES)}|10052021"
    card.paste(code_of_a_card(code).resize((150, 150)), (890, 30))
    return card


def _cmnd(chance: random.Random) -> Image.Image:
    card, draw = _blank(chance)
    draw.ellipse((120, 50, 230, 160), outline="#3a5f4a", width=8)
    _text(draw, (380, 50), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26)
    _text(draw, (360, 110), "GIẤY CHỨNG MINH NHÂN DÂN", 40, "#8c1f1f")
    _portrait(chance, draw, (60, 230, 300, 600))
    rows = (f"Số {chance.randrange(10**9):09d}", f"Họ tên: {chance.choice(NAMES)}", "Sinh ngày: 01-02-1980")
    for row, line in enumerate((*rows, *[f"Nơi thường trú: {chance.choice(PLACES)}"] * 3)):
        _text(draw, (340, 190 + row * 72), line, 34)
    return card


def _back(chance: random.Random) -> Image.Image:
    card, draw = _blank(chance)
    _text(draw, (60, 40), "Đặc điểm nhận dạng / Personal identification:", 24)
    _text(draw, (60, 84), "Nốt ruồi C: 1cm dưới mắt trái. Ngày cấp: 10/05/2021", 24)
    _text(draw, (380, 150), "CỤC TRƯỞNG CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH", 22)
    draw.rounded_rectangle((80, 150, 240, 280), 18, fill="#d8b34a", outline="#7d6420", width=5)
    for box in ((720, 190, 840, 360), (880, 190, 1000, 360)):
        for ring in range(0, 80, 12):
            draw.ellipse(
                (box[0] + ring // 2, box[1] + ring, box[2] - ring // 2, box[3] - ring), outline="#6b4a4a", width=4
            )
    for row in range(3):
        line = "".join(chance.choice("ABCDEFGHILMNOPTUV0123456789<<<<<<<<") for _ in range(30))
        _text(draw, (55, 430 + row * 70), "IDVNM" * (row == 0) + line[5 * (row == 0) :], 52, mono=True)
    return card


def _portrait(chance: random.Random, draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    draw.rectangle(box, fill=chance.choice(("#dfe8f2", "#f4f4f4", "#7fa6cf")))
    draw.ellipse(
        (left + width * 0.05, bottom - height * 0.35, right - width * 0.05, bottom + height * 0.2), fill="#2d3b55"
    )
    draw.rectangle((left, bottom, right, bottom + height // 4), fill=draw._image.getpixel((left, top - 2)))
    draw.ellipse((left + width * 0.22, top + height * 0.08, right - width * 0.22, top + height * 0.5), fill="#1d1512")
    draw.ellipse((left + width * 0.27, top + height * 0.16, right - width * 0.27, top + height * 0.68), fill="#d3a17c")


def _text(
    draw: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, ink: str = "#1c1c1c", mono: bool = False
) -> None:
    if mono:  # machine-readable rows: every sign as wide as the next
        for number, sign in enumerate(text):
            draw.text((place[0] + number * 32, place[1]), sign, ink, ImageFont.load_default(size))
        return
    draw.text(place, text, ink, ImageFont.load_default(size))


def code_of_a_card(text: str) -> Image.Image:
    """Return the QR code of a text, as large as it must be."""
    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode), scale=3)
    return Image.frombuffer("L", (drawn.shape[1], drawn.shape[0]), bytes(drawn))
