"""Invented identifiers in the ways people write them. Each draws from a seeded chance."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh")
HIGHLAND = ("Siu", "Ksor", "Kpă", "Rơ Châm", "Rơ Mah", "Rmah", "Kpuih", "Puih", "Nay", "Rah Lan")
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Minh", "Thanh", "Ngọc", "Quang", "Xuân", "Kim", "Thị Thu", "Thị Mỹ")
GIVEN = ("An", "Bình", "Cúc", "Dũng", "Giang", "Hạnh", "Khoa", "Liên", "Nga", "Oanh", "Phúc", "Quyên", "Sơn", "Tâm")
HIGHLAND_GIVEN = ("H'Bia", "H'Lan", "Thuông", "Blơi", "H'Nhi", "Phen", "Thưm", "Djoan")
TITLES = ("ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "cháu", "cụ")
MOBILE = ("090", "093", "097", "098", "086", "032", "037", "070", "077", "081", "056", "059")
PROVINCES = ("064", "052", "079", "001", "048")
SERIES = ("A", "B", "C", "D", "H", "K", "B1", "C1", "D1", "H1", "K1", "N1", "AA", "MĐ1", "LD")
DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
Chance = Random


def plain(text: str) -> str:
    """Return `text` as it is typed without diacritics."""
    bare = text.replace("đ", "d").replace("Đ", "D")
    return "".join(each for each in unicodedata.normalize("NFD", bare) if not unicodedata.combining(each))


def digits(chance: Chance, count: int) -> str:
    """Return so many digits."""
    return "".join(chance.choice("0123456789") for _ in range(count))


def grouped(chance: Chance, number: str) -> str:
    """Return a number in one piece, or in groups with spaces, dots or hyphens between."""
    gap = chance.choice(("", "", " ", ".", "-", " - "))
    if not gap:
        return number
    size = chance.choice((2, 3, 3, 4))
    return gap.join(number[at : at + size] for at in range(0, len(number), size))


def phone(chance: Chance) -> str:
    """Return a mobile or fixed number, with 0, +84 or 84, dictated in words, or with letters for digits."""
    own = chance.choice(MOBILE) + f"000{digits(chance, 4)}"
    kind = chance.randrange(10)
    if kind == 0:
        return " ".join(DIGIT_WORDS[int(each)] for each in own)
    if kind == 1:
        return own.replace("0", "o")
    if kind == 2:
        return f"{chance.choice(('+84', '84', '(+84)', '+84 (0)', '0084'))}{chance.choice(('', ' ', '.'))}{own[1:]}"
    if kind == 3:
        return chance.choice(
            (f"(0269) 3{digits(chance, 6)}", f"0269.3{digits(chance, 6)}", f"0269 3{digits(chance, 6)}")
        )
    return grouped(chance, own)


def email(chance: Chance) -> str:
    """Return a mail address, also with its signs spelled out."""
    box = f"{plain(chance.choice(GIVEN)).lower()}{chance.choice(('', '.', '_'))}{digits(chance, 3)}"
    sign = chance.choice(("@", "@", "@", " @ ", "(at)", " (at) ", " a còng "))
    host = chance.choice(("example.org", "mail.example.org", "example . org", "EXAMPLE.ORG"))
    return f"{box}{sign}{host}"


def identity(chance: Chance) -> str:
    """Return what stands before, too: without it nobody could tell an old nine-digit number."""
    kind = chance.randrange(5)
    if kind == 0:
        return f"CMND {{identity:{grouped(chance, '23' + digits(chance, 6) + '7')}}}"
    if kind == 1:
        return f"hộ chiếu {{identity:{chance.choice('BCNP')}{digits(chance, 7)}}}"
    if kind == 2:
        return f"thẻ BHYT {{identity:{chance.choice(('GD', 'HN', 'TE', 'DN'))}4{digits(chance, 12)}}}"
    if kind == 3:
        return f"{chance.choice(('mã số thuế', 'sổ BHXH'))} {{identity:64{digits(chance, 8)}}}"
    number = grouped(chance, chance.choice(PROVINCES) + digits(chance, 9))
    return f"{chance.choice(('CCCD', 'căn cước số', 'số'))} {{identity:{number}}}"


def account(chance: Chance) -> str:
    """Return an account number under one of its names."""
    name = chance.choice(("STK", "số tài khoản:", "stk", "tài khoản", "Số TK:"))
    return f"{name} {{account:{grouped(chance, '5' + digits(chance, chance.choice((9, 11, 12, 13))))}}}"


def plate(chance: Chance) -> str:
    """Return a plate of five digits, or of four as older ones have."""
    series = chance.choice(SERIES)
    between = chance.choice(("-", " ", "", " - "))
    if chance.randrange(5) == 0 and len(series) <= 2 and series != "LD" and series != "AA":
        return f"{chance.choice((81, 77))}{series}{between or '-'}{chance.choice('123456789')}{digits(chance, 3)}"
    number = f"{digits(chance, 3)}{chance.choice(('.', ''))}{digits(chance, 2)}"
    return f"{chance.choice((81, 77, 51, 43))}{series}{between}{number}"


def house(chance: Chance) -> str:
    """Return a house number with the words that make it one."""
    number = chance.choice(("12", "45A", "120/5", "7/3/2", "88B", "301"))
    before = chance.choice(("nhà số", "số nhà", "nhà tôi số", "tôi ở số", "căn hộ", "địa chỉ:"))
    return f"{before} {{house:{number}}} đường Nguyễn Viết Xuân"


def name(chance: Chance) -> str:
    """Return a whole name, or after a title the given name alone."""
    if chance.randrange(4) == 0:
        whole = f"{chance.choice(HIGHLAND)} {chance.choice(HIGHLAND_GIVEN)}"
    else:
        whole = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
    kind = chance.randrange(5)
    if kind == 0:
        return f"{{name:{whole}}}"
    if kind == 1:
        return f"{chance.choice(TITLES)} {{name:{chance.choice(GIVEN)}}}"
    return f"{chance.choice((*TITLES, 'chủ quán', 'chủ hộ', 'tên là', 'cán bộ', 'tài xế'))} {{name:{whole}}}"


def _marked(kind: str, make: Callable[[Chance], str]) -> Callable[[Chance], str]:
    return lambda chance: f"{{{kind}:{make(chance)}}}"


#: Kind → what makes one, with its mark.
MAKERS = {
    "phone": _marked("phone", phone),
    "email": _marked("email", email),
    "plate": _marked("plate", plate),
    "identity": identity,
    "account": account,
    "house": house,
    "name": name,
}
