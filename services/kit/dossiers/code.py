"""Codes of dossiers as people say and type them.

The forms follow Article 19 of circular 01/2018/TT-VPCP (unit, day of receipt, number of the day) and what the
province's one-stop desks print; a form ends when no dossier gets it any more, and its old codes are still read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.kit.failures import Rejected

#: What one may copy: invented, of the common form.
EXAMPLE = "H21.99-261124-0015"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Form:
    """One way codes are made. `shape` matches letters and digits alone; `given_until` is the last day it was given."""

    name: str
    shape: re.Pattern[str]
    given_until: date | None = None


#: Letters stand for what is meant, not for what was typed: see `_letters_and_digits`. The order matters: longest first.
FORMS = (
    # 000.00.15.H21-YYMMDD-XXXX: three groups of numbers before the province.
    Form("circular", re.compile(r"(?P<unit>\d{7}[A-Z]\d{2})(?P<day>\d{6})(?P<number>\d{4,6})")),
    # H21.99-YYMMDD-XXXX, also H21.99.15-…: the province first.
    Form("province", re.compile(r"(?P<unit>[A-Z]\d{2}(?:\d{2}){0,3})(?P<day>\d{6})(?P<number>\d{4})")),
    # Fourteen digits of the one-stop desks of Gia Lai before 01/07/2025; other old systems had 10 to 18.
    Form("digits", re.compile(r"(?P<number>\d{10,18})"), given_until=date(2025, 6, 30)),
)
_PAUSES = re.compile(r"[\s.,:;_/\\|\u2010-\u2015\u2212-]+")
#: A code as it is printed: what is between dots and dashes counts.
_PRINTED = re.compile(
    r"(?P<unit>\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})-(?P<day>\d{6})-(?P<number>\d{1,6})"
)
_STROKED = str.maketrans({"đ": "d", "Đ": "D"})
#: What is taken for a digit where only a digit can stand: people read an O and type one.
_MISREAD = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1"})
_LETTER_FIRST = re.compile(r"(?P<letter>[A-Z])(?P<rest>.+)", re.DOTALL)
_LETTER_FOURTH = re.compile(r"(?P<before>[0-9OQIL]{7})(?P<letter>[A-Z])(?P<rest>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code in the one spelling we ask with. `text` is as printed; `form` is the name of one of `FORMS`."""

    text: str
    form: str

    def __str__(self) -> str:
        return self.text


def read_code(typed: str) -> DossierCode:
    """Return the code that was meant. Raises `Rejected("malformed-dossier-code")` for what is none, or could be two."""
    if len(typed) > LONGEST:
        raise malformed()
    plain = _plain(typed)
    found = _printed(plain) or _unmistakable({each for said in _meant(plain) for each in _codes(said)})
    if found is None:
        raise malformed()
    return found


def malformed() -> Rejected:
    """Return the refusal; it shows what a code looks like."""
    return Rejected(
        "malformed-dossier-code",
        f"Mã hồ sơ chưa đúng. Mã in trên giấy tiếp nhận, ví dụ {EXAMPLE} hoặc dãy 14 chữ số.",
        f"This is no dossier code. It is printed on the receipt, such as {EXAMPLE} or 14 digits.",
        example=EXAMPLE,
    )


def _printed(plain: str) -> DossierCode | None:
    """Return the code that was typed with its dots and dashes; a short number of the day is filled up."""
    tight = re.sub(r"\s+", "", re.sub(r"[\u2010-\u2015\u2212]", "-", plain))
    found = _PRINTED.fullmatch(_mended(tight))
    if found is None or not _is_day(found["day"]):
        return None
    form = "province" if found["unit"][0].isalpha() else "circular"
    return DossierCode(f"{found['unit']}-{found['day']}-{found['number'].zfill(4)}", form)


def _codes(said: str) -> Iterator[DossierCode]:
    for form in FORMS:
        found = form.shape.fullmatch(said)
        if found and form.name == "digits":
            yield DossierCode(said, form.name)
        elif found and _is_day(found["day"]):
            yield DossierCode(f"{_dotted(found['unit'])}-{found['day']}-{found['number']}", form.name)


def _unmistakable(found: set[DossierCode]) -> DossierCode | None:
    return next(iter(found)) if len(found) == 1 else None


def _meant(plain: str) -> Iterator[str]:
    """Yield what was typed without pauses, and the same with digits for the letters that cannot be meant."""
    said = _PAUSES.sub("", plain)
    yield said.translate(_MISREAD)
    yield _mended(said)


def _mended(said: str) -> str:
    """Return `said` with digits wherever the form has digits; the one letter of a province stays."""
    for pattern in (_LETTER_FIRST, _LETTER_FOURTH):
        tight = _PAUSES.sub("", said)
        if found := pattern.fullmatch(tight):
            at = _place_of_letter(said, len(found.groupdict().get("before", "")))
            return said[:at].translate(_MISREAD) + said[at] + said[at + 1 :].translate(_MISREAD)
    return said


def _place_of_letter(said: str, before: int) -> int:
    """Return where the letter stands that has `before` letters or digits before it."""
    places = [index for index, char in enumerate(said) if char.isalnum()]
    return places[before]


def _dotted(unit: str) -> str:
    if unit[0].isdigit():
        return f"{unit[:3]}.{unit[3:5]}.{unit[5:7]}.{unit[7:]}"
    return ".".join((unit[:3], *(unit[at : at + 2] for at in range(3, len(unit), 2))))


def _is_day(digits: str) -> bool:
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return False
    return True


def _plain(typed: str) -> str:
    """Return capitals without marks, full-width letters and digits as our own."""
    flat = unicodedata.normalize("NFKD", typed.translate(_STROKED))
    return "".join(char for char in flat if not unicodedata.combining(char)).strip().upper()
