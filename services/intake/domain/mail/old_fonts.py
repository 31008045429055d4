"""Letters of the two encodings that Vietnamese offices used before Unicode, as they look when taken for Windows-1252.

TCVN 5712:1993 (the "ABC" fonts, .VnTime): one byte per letter; capitals with a tone exist only as another font, so a
word in capitals carries small letters with tones. VNI for Windows: a letter, then a byte for its diacritics.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_TCVN_BYTES = {
    "A1": "Ă", "A2": "Â", "A3": "Ê", "A4": "Ô", "A5": "Ơ", "A6": "Ư", "A7": "Đ",
    "A8": "ă", "A9": "â", "AA": "ê", "AB": "ô", "AC": "ơ", "AD": "ư", "AE": "đ",
    "B5": "à", "B6": "ả", "B7": "ã", "B8": "á", "B9": "ạ",
    "BB": "ằ", "BC": "ẳ", "BD": "ẵ", "BE": "ắ", "C6": "ặ", "C7": "ầ", "C8": "ẩ", "C9": "ẫ", "CA": "ấ", "CB": "ậ",
    "CC": "è", "CE": "ẻ", "CF": "ẽ", "D0": "é", "D1": "ẹ", "D2": "ề", "D3": "ể", "D4": "ễ", "D5": "ế", "D6": "ệ",
    "D7": "ì", "D8": "ỉ", "DC": "ĩ", "DD": "í", "DE": "ị",
    "DF": "ò", "E1": "ỏ", "E2": "õ", "E3": "ó", "E4": "ọ", "E5": "ồ", "E6": "ổ", "E7": "ỗ", "E8": "ố", "E9": "ộ",
    "EA": "ờ", "EB": "ở", "EC": "ỡ", "ED": "ớ", "EE": "ợ",
    "EF": "ù", "F1": "ủ", "F2": "ũ", "F3": "ú", "F4": "ụ", "F5": "ừ", "F6": "ử", "F7": "ữ", "F8": "ứ", "F9": "ự",
    "FA": "ỳ", "FB": "ỷ", "FC": "ỹ", "FD": "ý", "FE": "ỵ",
}  # fmt: skip
_TCVN = {int(code, 16): letter for code, letter in _TCVN_BYTES.items()}
# What word processors make of the soft hyphen and the micro sign on their way.
_TCVN |= {0x2212: "ư", 0x03BC: "à"}

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_HAT, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "à": _HAT + _GRAVE, "á": _HAT + _ACUTE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}
_VNI_PAIR = re.compile("([aeoôuöy])([øùûõïâàáåãäêèéúüë])", re.IGNORECASE)
_WITH_TCVN = re.compile("[\\w\xa1-\xff\xad\u2212]+")


def from_tcvn(text: str) -> str:
    """Return `text` read as TCVN 5712. Every character that encoding knows changes, whatever it meant."""
    return _WITH_TCVN.sub(lambda word: _tcvn_word(word[0]), text)


def from_vni(text: str) -> str:
    """Return `text` read as VNI. Every character that encoding knows changes, whatever it meant."""
    return unicodedata.normalize("NFC", "".join(_vni_letters(text)))


def _tcvn_word(word: str) -> str:
    """A word whose plain letters are all capitals was set in the font of capitals."""
    plain = [char for char in word if char.isascii() and char.isalpha()]
    turned = word.translate(_TCVN)
    return turned.upper() if plain and all(char.isupper() for char in plain) and len(word) > 1 else turned


def _vni_letters(text: str) -> Iterator[str]:
    place = 0
    for pair in _VNI_PAIR.finditer(text):
        yield from map(_vni_letter, text[place : pair.start()])
        yield _vni_letter(pair[1]) + _VNI_MARKS[pair[2].lower()]
        place = pair.end()
    yield from map(_vni_letter, text[place:])


def _vni_letter(char: str) -> str:
    turned = _VNI_LETTERS.get(char.lower(), char)
    return turned.upper() if char.isupper() else turned
