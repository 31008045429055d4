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
    # A dossier's code: H21.99-261003-0012, 000.00.16.H21-261105-0003.
    re.compile(r"(?<!\w)(?:\d{3}\.\d\d\.\d\d\.)?[a-z]\d\d(?:\.\d{1,3}){0,3}-\d{6}-\d{4,6}(?!\d)"),
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
SHORT_NUMBER = re.compile(r"\d[\d. \-]\d\d")

_AREA_OR_COUNTRY = rf"(?:\((?=\+?\d{{1,5}}\)))?(?:(?:00|\+)?84(?:{_GAP}0)?|0){_GAP}"
_CALLED = r"(?:dien thoai|sdt|\bdt|so may|\btel|phone|zalo|di dong|\blh|lien he|\bgoi)"
_IDENTITY = r"(?:cmnd|cmt|cccd|can cuoc|chung minh|dinh danh|ho chieu|passport)"
_PAID = r"\bchuyen (?:khoan |tien )?(?:vao|qua|den|toi)\b"
_BANK = r"(?:bank\b|ngan hang|\bbidv|\bmomo|\bmb\b|\bacb\b|vietcom|techcom|agribank|vietin|sacom)"
_PAPER = (
    r"(?:ma so thue|\bmst|bao hiem xa hoi|bhxh|bao hiem y te|bhyt|so ho khau|so dinh danh|giay khai sinh|the dang vien)"
)
#: Groups of the insured, the first letters of a health insurance card.
_INSURED = (
    "(?:dn|hx|ch|nn|tk|hc|xk|tb|no|ct|xb|tn|cs|qn|ca|cy|xn|cc|ck|cb|kc|hd|te|bt|hn|dt|dk|xd|ts|tc|tq|ta|ty|hg|ls|pv"
    "|hs|sv|gb|gd)"
)
_LICENCE = r"(?:gplx|bang lai|giay phep lai xe)"
_ACCOUNT = r"(?:tai khoan|\bstk|so tk|\btk)"

#: Numbers that are called by their name are somebody's, even where they look like a date or a case code.
CALLED = (
    (ACCOUNT, re.compile(rf"{_ACCOUNT}(?:(?!\bma )[^\d\x00\n,;]){{0,25}}(?P<hidden>\d{_digits(6, 18)}){_END}")),
    (PHONE, re.compile(rf"(?<!\d)(?P<hidden>\d{_digits(6, 10)})[^\d\x00\n]{{0,3}}(?:dien thoai|may ban|sdt|\bzalo)")),
    (ACCOUNT, re.compile(rf"{_PAID}[^\d\x00\n]{{0,15}}(?P<hidden>\d{_digits(6, 18)}){_END}")),
    (ACCOUNT, re.compile(rf"(?<!\d)(?P<hidden>\d{_digits(7, 18)}){_END}[^\d\x00\n]{{0,12}}{_BANK}")),
    # Tax: 10 digits, or 12 as the identity number; social insurance: 10; health insurance: two letters, 13 digits.
    (IDENTITY, re.compile(rf"{_PAPER}[^\d\x00\n]{{0,30}}(?P<hidden>\d{_digits(7, 12)}){_END}")),
    (
        IDENTITY,
        re.compile(rf"(?:bhyt|bao hiem y te)\D{{0,20}}?\b(?P<hidden>[a-z]{{2}}[\s.\-]?\d{_digits(9, 14)}){_END}"),
    ),
    (IDENTITY, re.compile(rf"\b(?P<hidden>{_INSURED}[1-5](?:[\s.\-]?\d){{12}}){_END}")),
    (IDENTITY, re.compile(rf"{_LICENCE}[^\n\x00]{{0,30}}?(?P<hidden>(?<!\d)\d{_digits(11, 11)}){_END}")),
)

NUMBERS = (
    # An identity number in pairs, before its first five pairs are taken for a telephone number.
    (IDENTITY, re.compile(rf"(?<!\d)0\d(?P<gap>[\s.\-–—]{{1,3}})\d\d(?:(?P=gap)\d\d){{4}}{_END}")),
    # +84 905 000 001, (0269) 3 824 567, 0905.000.001, 0084-905-000-001, and the 11-digit mobiles from before 2018.
    (PHONE, re.compile(rf"(?<!\d){_AREA_OR_COUNTRY}(?:[35789]{_digits(8, 8)}|[12]{_digits(9, 9)}){_END}")),
    (PHONE, re.compile(rf"\+{_GAP}[1-9]{_digits(7, 14)}{_END}")),
    # Anything of a number's length that is called a telephone number.
    (PHONE, re.compile(rf"{_CALLED}[^\d\x00\n]{{0,24}}(?P<hidden>\d{_digits(6, 11)}){_END}")),
    (ACCOUNT, re.compile(rf"{_ACCOUNT}[^\d\x00\n]{{0,40}}(?P<hidden>\d{_digits(6, 18)}){_END}")),
    (IDENTITY, re.compile(rf"{_IDENTITY}[^\d\x00\n]{{0,30}}(?P<hidden>\d{_digits(7, 11)}){_END}")),
    (IDENTITY, re.compile(r"(?:ho chieu|passport)[^\d\x00\n]{0,15}\b(?P<hidden>[a-z]\d{7,8})(?!\d)")),
    # Căn cước: 12 digits that begin with the code of a province, 001 to 096 (Nghị định 137/2015/NĐ-CP, Điều 13).
    (IDENTITY, re.compile(rf"(?<!\d)0{_digits(11, 11)}{_END}")),
    # Chứng minh nhân dân: nine digits in one piece or in threes with spaces; with dots or ending in 000 it is a sum.
    (IDENTITY, re.compile(r"(?<!\d)(?<!\d[ .,\-/])\d{3} ?\d{3} ?(?!000)\d{3}(?![ .,\-/]?\d)")),
)

#: The letters that plates use: no i, j, o, q, w; r on trailers only.
_LETTER = "[abcdefghklmnprstuvxyz]"
#: Two letters: joint ventures, projects, tractors, electric bicycles, trials, foreigners.
_PAIR = "(?:ld|da|kt|rm|md|td|cd|he|ng|nn|qt)"
_FIVE = r"[ \-.]{0,3}\d{3}[. ]?\d\d"
#: The army's: two letters, two and two digits. Only beside what says that it is a vehicle: "từ 15-20" looks alike.
_ARMY = r"[abchkpqtvx][bcdhklmnpqstv][ \-]?\d\d[\-.]?\d\d"
PLATES = (
    # 81A-123.45, 81B1 123.45, 81MĐ1-012.34, and with four digits as older ones have: 81A-1234, 81H1 5678.
    (PLATE, re.compile(rf"(?<!\w)[1-9]\d[ \-.]?(?:{_PAIR}|{_LETTER}{{1,2}})[1-9]?{_FIVE}(?!\w)")),
    (PLATE, re.compile(rf"(?<!\w)[1-9]\d[ \-.]?(?:{_LETTER}[1-9]?|la|{_PAIR})[ \-]{{0,3}}\d{{4}}(?!\w)")),
    (PLATE, re.compile(r"(?<!\w)[1-9]\d[ \-]?\d{3}[ \-]?(?:ng|nn|qt)[ \-]?\d\d(?!\w)")),
    (PLATE, re.compile(rf"\b(?:xe|bien|bks|bsx|o to|oto|bs)\b[^\d\x00\n]{{0,25}}?\b(?P<hidden>{_ARMY})(?!\w)")),
)

_AT = r"\s?(?:@|\(at\)|\[at\]|\(a cong\)|\ba cong )\s?"
_DOT = r"(?:\.|\s\.\s?|\s?\(dot\)\s?|\s(?:cham|dot)\s)"
_SPOKEN = r"[\w.+\-]{1,64}(?:\s(?:dot|cham)\s[\w.+\-]{1,64}){0,3}"
_DOMAIN = rf"[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{1,5}}"
#: One of these is in every text with an address.
AT_SIGNS = ("@", "(at)", "[at]", "(a cong)", " a cong ", " at ", " acong ")
EMAILS = (
    (EMAIL, re.compile(rf"(?<![\w.+\-])(?!1022@)[\w.+\-]{{1,64}}{_AT}{_DOMAIN}")),
    # "a.b at gmail dot com": the word alone means many things, so only before a mailbox that everybody knows.
    (
        EMAIL,
        re.compile(
            rf"(?<![\w.+\-]){_SPOKEN}\s(?:at|acong)\s(?:gmail|yahoo|outlook|hotmail|icloud|example){_DOT}\w{{2,10}}"
        ),
    ),
    # Whatever stands around an @ that the rule above does not know: better hidden.
    (EMAIL, re.compile(r"(?<![^\s<>()\[\]\x00])(?!1022@)[^\s<>()\[\]\x00@]{1,64}@[^\s<>()\[\]\x00@]{1,255}")),
)

_ONE = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|\d)"
#: What a number that is dictated digit by digit begins with.
SPOKEN_ZERO = re.compile(r"\b(?:khong|0|tam)[\s,.\-]{1,3}(?:ba|nam|lam|bay|tam|chin|bon|tu|hai|[2-9])\b")
#: "không chín không năm …", "0 chín 3 năm …", and with the country before it: "tám tư chín …".
DICTATED = ((PHONE, re.compile(rf"\b(?:khong|0|tam[\s,.\-]{{1,3}}(?:tu|bon))(?:[\s,.\-]{{1,3}}{_ONE}){{8,11}}\b")),)
#: Mobile numbers with letters that look like digits: "o9o5ooo034", "0905.000.o36".
LOOKALIKES = (
    (PHONE, re.compile(rf"(?<!\w)(?=[\d\s.\-–—·()/]{{0,20}}[ol])[0o]{_GAP}[35789](?:{_GAP}[\dol]){{8}}(?!\w)")),
)

_MY_HOUSE = "nha (?:toi|em|minh|chung toi)(?: o)? so"
_NUMBERED = r"\d{1,5}[a-z]?(?:[/\-.]\d{1,5}[a-z]?){0,5}\b"
#: A dwelling in running text. Alleys keep their number: it is the place of the street lamp the case is about.
#: Each with a word that must be there.
HOUSES = (
    ("nha ", (HOUSE, re.compile(rf"\b(?:so nha|nha so|{_MY_HOUSE})[\s:]{{0,3}}{_NUMBERED}"))),
    ("nha ", (HOUSE, re.compile(rf"\bnha (?P<hidden>{_NUMBERED})(?= (?:hem|ngo|ngach|kiet|duong|khu|pho)\b)"))),
    (
        "phong ",
        (HOUSE, re.compile(rf"\bphong (?:so )?(?P<hidden>{_NUMBERED})(?= (?:khu|nha|toa|chung cu|ky tuc|day)\b)")),
    ),
    ("so ", (HOUSE, re.compile(rf"\b(?:o|nha|ho|quan|tiem|cua hang)(?: tai| o)? so (?P<hidden>{_NUMBERED})(?= )"))),
    ("so ", (HOUSE, re.compile(rf"\bso (?P<hidden>{_NUMBERED})(?= (?:duong|pho|hem|ngo|ngach|kiet)\b)"))),
    ("can ", (HOUSE, re.compile(rf"\bcan (?P<hidden>{_NUMBERED})(?= (?:chung cu|toa|khu|block)\b)"))),
    ("can ho ", (HOUSE, re.compile(rf"\bcan ho(?: so)?[\s:]{{0,3}}{_NUMBERED}"))),
    ("dia chi", (HOUSE, re.compile(rf"\bdia chi(?: nha)?[\s:]{{1,3}}(?:so )?(?P<hidden>{_NUMBERED})(?=[ ,])"))),
)
#: "ở 120/5 Lý Thái Tổ", "tại 45 Lê Lợi": `street` is the first letter of what follows, a capital when it is a street.
LIVES_AT = re.compile(
    rf"\b(?:o|tai|truoc|gan|canh|doi dien) (?:tai )?(?:so )?(?P<hidden>{_NUMBERED})"
    r" (?!(?:truong(?! chinh| sa\b| son)|so|benh|ubnd|uy|ban|cong|trung|xa|phuong|thon|lang|tinh|huyen|bo|khoa)\b)"
    r"(?P<street>\w)"
)
_HOUSE_WORD = "(?:so nha|nha so|nha|so|sn)?"
#: In an address, the number before the street.
ADDRESS = (
    (HOUSE, re.compile(rf"(?:^|[,;])\s{{0,3}}(?P<hidden>{_HOUSE_WORD}[\s:.]{{0,3}}{_NUMBERED})(?!\s{{0,2}}k?m\b)")),
    (HOUSE, re.compile(rf"\b(?:so nha|nha so|can ho(?: so)?|phong(?: so)?)[\s:]{{0,3}}{_NUMBERED}")),
)
