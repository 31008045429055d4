"""What a citizen asks by text message: `1022 TC 261123 482917 0`, or of a dossier: `1022 HS H21.99-261124-0015`;
in all the ways a thumb types it.

Asking by code and PIN follows the look-ups of other provinces' services (`DOST TC <code>`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from services.intake.domain.case_code import LENGTH, NotACaseCode, parse_code

PIN = 4


@dataclass(frozen=True, slots=True)
class StatusWanted:
    """What became of a case? The PIN proves that one may know, where the number does not."""

    code: str
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DossierWanted:
    """How far is a dossier at a one-stop desk? `typed` is the code as it was typed."""

    typed: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A look-up whose code cannot be right: digits are missing, too many, or mistyped."""


@dataclass(frozen=True, slots=True)
class StopWanted:
    """Whoever wrote wants nothing more from us that they did not ask for."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Anything else: greetings, reports, advertisements."""


Request = StatusWanted | DossierWanted | Slip | StopWanted | Unclear

_STROKED = str.maketrans({"đ": "d", "Đ": "D"})
# What people and telephones put between groups of digits.
_PAUSE = r"[\s.,:;\-\u2010-\u2015_/]"
_LOOK_UP = re.compile(rf"(?:1022\W*)?(?:TC|TRA\s*CUU)\W*(?P<digits>(?:\d{_PAUSE}*)+)(?:\D.*)?", re.DOTALL)
#: `1022 HS <code>`; the number of the service may be left out.
_DOSSIER = re.compile(r"(?:1022\W*)?(?:HS|HO\s*SO)\W+(?P<code>\S.*)", re.DOTALL)
_DIGITS_ALONE = re.compile(rf"(?:1022(?!\d)\W*)?(?P<digits>(?:\d{_PAUSE}*)+)", re.DOTALL)
_STOP = re.compile(r"(?:1022\W*)?(?:STOP|HUY|HUY\s*BO|DUNG|TU\s*CHOI|UNSUBSCRIBE)\W*")


def read_request(text: str) -> Request:
    """Return what a message asks for. Never raises, whatever it holds."""
    words = _plain(text)
    if _STOP.fullmatch(words):
        return StopWanted()
    look_up = _LOOK_UP.fullmatch(words)
    if look_up:
        return _of_digits(look_up["digits"]) or Slip()
    dossier = _DOSSIER.fullmatch(words)
    if dossier:
        return DossierWanted(dossier["code"])
    alone = _DIGITS_ALONE.fullmatch(words)
    return (_of_digits(alone["digits"]) if alone else None) or Unclear()


def _of_digits(typed: str) -> StatusWanted | None:
    digits = re.sub(r"\D", "", typed)
    if len(digits) not in {LENGTH, LENGTH + PIN}:
        return None
    try:
        return StatusWanted(parse_code(digits[:LENGTH]), digits[LENGTH:])
    except NotACaseCode:
        return None


def _plain(text: str) -> str:
    """Return capital letters without marks; full-width digits, and those of other scripts, as our own."""
    flat = unicodedata.normalize("NFKD", text.translate(_STROKED))
    ours = (_digit(char) for char in flat if not unicodedata.combining(char))
    return "".join(char for char in ours if char.isprintable() or char.isspace()).strip().upper()


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdecimal() else char
