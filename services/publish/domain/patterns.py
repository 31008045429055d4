"""How personal data looks in Vietnamese text, in all the ways people write it.

Every pattern is matched against the folded view (lower case, no diacritics; see `folding`). None has a repetition
inside a repetition that could match the same characters in two ways, and each repetition is bounded or cannot start
inside itself: time grows with the length of the text, whatever somebody types.
"""

from __future__ import annotations

import re

from services.publish.domain.marks import ACCOUNT, EMAIL, HOUSE, IDENTITY, PHONE, PLATE

#: What people put between the digits of a number.
_GAP = r"[\s.\-–—·()/\u200b-\u200d\ufeff]{0,3}"
_END = r"(?!\d)"


def _digits(least: int, most: int) -> str:
    return rf"(?:{_GAP}\d){{{least},{most}}}"


#: Numbers of public offices and of nobody in particular: the hotline itself, free and premium lines, dates, codes.
KEPT = (
    re.compile(r"(?<!\d)\(?(?:\+?84[\s.]?\(?0?\)?|0)269\)?[\s.\-]{0,3}1022(?!\d)"),
    re.compile(r"(?<!\d)1[89]00[\s.]?\d{4}(?:\d\d)?(?!\d)"),
    # 30/3/2021, 30-03-2021, 30.3.2021
    re.compile(r"(?<!\d)(?<!\d[./\-])\d{1,2}([./\-])\d{1,2}\1(?:19|20)\d\d(?![./\-]?\d)"),
    # A case code: yymmdd and seven more digits, in one piece or in the groups in which it is spoken.
    re.compile(r"(?<!\d)(?<!\d[ \-])\d\d[01]\d[0-3]\d[ \-]?\d{3}[ \-]?\d{3}[ \-]?\d(?![ \-]?\d)"),
    re.compile(r"(?<!\d)(?<!\d[ \-])\d\d[01]\d[ \-][0-3]\d\d\d[ \-]\d{5}(?![ \-]?\d)"),
)

#: 1.500.000 đồng, 12 000 m3. Matched against the text itself, because folded "Đồng Nai" and "Hà" would be units too.
SUMS = re.compile(
    r"(?<![\d.,+(])[1-9]\d{0,14}(?:[., ]\d{3}){0,5}\s?"
    r"(?:đồng(?! (?:chí|nai|tháp)\b)|vnđ|vnd|đ|usd|kwh|m2|m3|m²|m³|kg)\b",
    re.IGNORECASE,
)

#: A run of at least seven digits: without one, none of the number patterns can match.
LONG_NUMBER = re.compile(rf"\d(?:{_GAP}\d){{6,}}")

#: What a plate ends in.
SHORT_NUMBER = re.compile(r"\d[\d.]\d\d")

_AREA_OR_COUNTRY = rf"(?:\((?=\+?\d{{1,5}}\)))?(?:(?:00|\+)?84(?:{_GAP}0)?|0){_GAP}"
_CALLED = r"(?:dien thoai|sdt|\bdt|so may|\btel|phone|zalo|di dong|\blh|lien he|\bgoi)"
_IDENTITY = r"(?:cmnd|cmt|cccd|can cuoc|chung minh|dinh danh|ho chieu|passport)"
_ACCOUNT = r"(?:tai khoan|\bstk|so tk|\btk)"

NUMBERS = (
    # +84 905 000 001, (0269) 3 824 567, 0905.000.001, 0084-905-000-001, and the 11-digit mobiles from before 2018.
    (PHONE, re.compile(rf"(?<!\d){_AREA_OR_COUNTRY}(?:[35789]{_digits(8, 8)}|[12]{_digits(9, 9)}){_END}")),
    (PHONE, re.compile(rf"\+{_GAP}[1-9]{_digits(7, 14)}{_END}")),
    # Anything of a number's length that is called a telephone number.
    (PHONE, re.compile(rf"{_CALLED}[^\d\x00\n]{{0,12}}(?P<hidden>\d{_digits(6, 11)}){_END}")),
    (ACCOUNT, re.compile(rf"{_ACCOUNT}[^\d\x00\n]{{0,40}}(?P<hidden>\d{_digits(6, 18)}){_END}")),
    (IDENTITY, re.compile(rf"{_IDENTITY}[^\d\x00\n]{{0,30}}(?P<hidden>\d{_digits(7, 11)}){_END}")),
    (IDENTITY, re.compile(r"(?:ho chieu|passport)[^\d\x00\n]{0,15}\b(?P<hidden>[a-z]\d{7,8})(?!\d)")),
    # Căn cước: 12 digits that begin with the code of a province, 001 to 096 (Nghị định 137/2015/NĐ-CP, Điều 13).
    (IDENTITY, re.compile(rf"(?<!\d)0\d\d{_GAP}\d{_digits(8, 8)}{_END}")),
    # Chứng minh nhân dân: nine digits in one piece or in threes with spaces; with dots or ending in 000 it is a sum.
    (IDENTITY, re.compile(r"(?<!\d)(?<!\d[ .,\-/])\d{3} ?\d{3} ?(?!000)\d{3}(?![ .,\-/]?\d)")),
)

#: The letters that plates use: no i, j, o, q, r, w.
_SERIES = "[abcdefghklmnpstuvxyz]"
#: 81A-123.45, 81B1 123.45, and with four digits as older ones have: 81A-1234.
_ON_PLATE = r"(?:[ \-.]{0,3}\d{3}\.?\d\d|[ \-]{1,2}\d{4})"
PLATES = ((PLATE, re.compile(rf"(?<!\w)[1-9]\d[ \-.]?{_SERIES}(?:{_SERIES}|[1-9])?{_ON_PLATE}(?!\w)")),)

_AT = r"\s?(?:@|\(at\)|\[at\]|\(a cong\)|\ba cong )\s?"
_DOMAIN = r"[\w\-]{1,63}(?:(?:\.|\s\.\s?)[\w\-]{1,63}){1,5}"
#: One of these is in every text with an address.
AT_SIGNS = ("@", "(at)", "[at]", "(a cong)", " a cong ")
EMAILS = (
    (EMAIL, re.compile(rf"(?<![\w.+\-])(?!1022@)[\w.+\-]{{1,64}}{_AT}{_DOMAIN}")),
    # Whatever stands around an @ that the rule above does not know: better hidden.
    (EMAIL, re.compile(r"(?<![^\s<>()\[\]\x00])(?!1022@)[^\s<>()\[\]\x00@]{1,64}@[^\s<>()\[\]\x00@]{1,255}")),
)

_ONE = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
#: "không chín không năm …": a telephone number dictated digit by digit.
DICTATED = ((PHONE, re.compile(rf"\bkhong(?:[\s,.\-]{{1,3}}{_ONE}){{8,11}}\b")),)

_MY_HOUSE = "nha (?:toi|em|minh|chung toi)(?: o)? so"
_NUMBERED = r"\d{1,5}[a-z]?(?:[/\-.]\d{1,5}[a-z]?){0,5}\b"
#: A dwelling in running text. Alleys keep their number: it is the place of the street lamp the case is about.
#: Each with a word that must be there.
HOUSES = (
    ("nha ", (HOUSE, re.compile(rf"\b(?:so nha|nha so|{_MY_HOUSE})[\s:]{{0,3}}{_NUMBERED}"))),
    ("can ho ", (HOUSE, re.compile(rf"\bcan ho(?: so)?[\s:]{{0,3}}{_NUMBERED}"))),
    ("dia chi", (HOUSE, re.compile(rf"\bdia chi(?: nha)?[\s:]{{1,3}}(?:so )?(?P<hidden>{_NUMBERED})(?=[ ,])"))),
)
_HOUSE_WORD = "(?:so nha|nha so|nha|so|sn)?"
#: In an address, the number before the street.
ADDRESS = (
    (HOUSE, re.compile(rf"(?:^|[,;])\s{{0,3}}(?P<hidden>{_HOUSE_WORD}[\s:.]{{0,3}}{_NUMBERED})(?!\s{{0,2}}k?m\b)")),
    (HOUSE, re.compile(rf"\b(?:so nha|nha so|can ho(?: so)?|phong(?: so)?)[\s:]{{0,3}}{_NUMBERED}")),
)
