"""How people type: without marks, with the keyboard program off, short, with slips. The same every time."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping

from services.routing.domain.suggestion.spelling import TONES, without_marks

Noise = Callable[[str, random.Random], str]

_TELEX_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_TELEX_MARKS = {"\u0302": "^", "\u0306": "w", "\u031b": "w"}
_VNI_MARKS = {"\u0302": "6", "\u0306": "8", "\u031b": "7"}
_SHORT = {
    "không": "ko",
    "được": "dc",
    "gì": "j",
    "rồi": "r",
    "vậy": "z",
    "biết": "bít",
    "với": "vs",
    "bây giờ": "bh",
    "người": "ng",
    "cũng": "cx",
    "mọi người": "mn",
    "nước": "nc",
    "trước": "trc",
    "quá": "wá",
}
_NEAR = {"a": "s", "s": "d", "e": "r", "i": "o", "o": "p", "n": "m", "t": "y", "h": "g", "c": "v", "u": "i", "d": "f"}


def no_marks(text: str, _: random.Random) -> str:
    """Return the text without diacritics."""
    return without_marks(text)


def telex(text: str, _: random.Random) -> str:
    """Return what stands there when a Telex typist's program is off: "ddefn dduwowfng"."""
    return " ".join(_typed(word, _TELEX_MARKS, _TELEX_TONES, "d") for word in text.lower().split())


def vni(text: str, _: random.Random) -> str:
    """Return what stands there when a VNI typist's program is off: "d9e2n d9u7o7ng2"."""
    return " ".join(_typed(word, _VNI_MARKS, {tone: tone for tone in "12345"}, "9") for word in text.lower().split())


def short(text: str, _: random.Random) -> str:
    """Return the text with the usual short words of messages."""
    lower = text.lower()
    for word, brief in sorted(_SHORT.items(), key=lambda pair: -len(pair[0])):
        lower = lower.replace(f" {word} ", f" {brief} ")
    return lower


def slips(text: str, chance: random.Random) -> str:
    """Return the text with a slip in one word of six: two letters swapped, one lost, doubled, or its neighbour."""
    return " ".join(
        _slipped(word, chance) if len(word) > 2 and chance.random() < 1 / 6 else word for word in text.split()
    )


NOISES: Mapping[str, Noise] = {"no_marks": no_marks, "telex": telex, "vni": vni, "short": short, "slips": slips}


def noisy(text: str, kind: str, seed: int) -> str:
    """Return the text with one kind of noise; the same text and seed give the same."""
    return NOISES[kind](text, random.Random(f"{kind}/{seed}/{text}"))  # noqa: S311 - no secret


def _typed(word: str, marks: Mapping[str, str], tones: Mapping[str, str], stroke: str) -> str:
    made, tone = "", ""
    for char in unicodedata.normalize("NFD", word.replace("đ", f"d{stroke}")):
        if char in TONES:
            tone = tones[TONES[char]]
        elif char in marks:
            made += made[-1] if marks[char] == "^" else marks[char]
        else:
            made += char
    end = len(made.rstrip('.,?!;:"“”)'))
    return made[:end] + tone + made[end:]


def _slipped(word: str, chance: random.Random) -> str:
    at, kind = chance.randrange(len(word) - 1), chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + _NEAR.get(word[at], word[at]) + word[at + 1 :]
