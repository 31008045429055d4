"""Vietnamese as old programs wrote it: three encodings, made here from the letters and not from the reader's tables."""

import unicodedata

TONES = {"\u0300": 0, "\u0301": 1, "\u0309": 2, "\u0303": 3, "\u0323": 4}

# TCVN 5712:1993 (VN3), plain vowel and then with grave, acute, hook, tilde, dot below.
_TCVN = {
    "a": "a b5 b8 b6 b7 b9", "ă": "a8 bb be bc bd c6", "â": "a9 c7 ca c8 c9 cb", "e": "e cc d0 ce cf d1",
    "ê": "aa d2 d5 d3 d4 d6", "i": "i d7 dd d8 dc de", "o": "o df e3 e1 e2 e4", "ô": "ab e5 e8 e6 e7 e9",
    "ơ": "ac ea ed eb ec ee", "u": "u ef f3 f1 f2 f4", "ư": "ad f5 f8 f6 f7 f9", "y": "y fa fd fb fc fe",
}  # fmt: skip
_TCVN_CAPITALS = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7, "đ": 0xAE}

# VNI for Windows: the letter, then grave, acute, hook, tilde, dot below; capitals have capital marks.
_VNI_PLAIN = dict(zip("\u0300\u0301\u0309\u0303\u0323", "øùûõï", strict=True))
_VNI_HAT = dict(zip("\u0300\u0301\u0309\u0303\u0323", "àáåãä", strict=True))
_VNI_BREVE = dict(zip("\u0300\u0301\u0309\u0303\u0323", "èéúüë", strict=True))
_VNI_I = dict(zip("\u0300\u0301\u0309\u0303\u0323", "ìíæóò", strict=True))


def parted(char):
    """Return a letter without its tone, and the tone or an empty string."""
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in decomposed if mark in TONES), "")
    return unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed), tone


def windows_1258(text):
    """Return what Windows wrote: precomposed vowels, tones behind them."""
    return b"".join("".join(parted(char)).encode("cp1258") for char in text)


def tcvn(text):
    """Return what the ABC fonts wrote. A capital with a tone is the small letter: its font draws it large."""
    return b"".join(_tcvn_letter(char) for char in text)


def vni(text):
    """Return what the VNI fonts wrote."""
    return "".join(_vni_letter(char) for char in text).encode("windows-1252")


def _tcvn_letter(char):
    base, tone = parted(char)
    if not tone:
        code = _TCVN_CAPITALS.get(char)
        place = _TCVN.get(char, "").split()
        return bytes([code]) if code else bytes.fromhex(place[0]) if place and char not in "aeiouy" else char.encode()
    return bytes.fromhex(_TCVN[base.lower()].split()[1 + TONES[tone]])


def _vni_letter(char):
    base, tone = parted(char)
    small = base.lower()
    written = _vni_small(small, tone)
    return written.upper() if base.isupper() else written


def _vni_small(small, tone):
    if small == "đ":
        return "ñ"
    if small == "i":
        return _VNI_I[tone] if tone else small
    if small == "y" and tone == "\u0323":
        return "î"
    if small in "âêô":
        return {"â": "a", "ê": "e", "ô": "o"}[small] + (_VNI_HAT[tone] if tone else "â")
    if small == "ă":
        return "a" + (_VNI_BREVE[tone] if tone else "ê")
    letter = {"ơ": "ô", "ư": "ö"}.get(small, small)
    return letter + (_VNI_PLAIN[tone] if tone else "")
