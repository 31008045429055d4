"""What was meant where somebody typed Vietnamese and no program put the marks: telex (duwowngf) and VNI (d9uo7ng2).

Marks may stand right behind their letter or at the end of the word, as keyboard programs allow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâêôơư"
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"o": "ơ", "u": "ư"}
_BREVE = {"a": "ă"}
#: huyền, sắc, hỏi, ngã, nặng as combining marks.
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_TELEX_TONES = {"f": _GRAVE, "s": _ACUTE, "r": _HOOK, "x": _TILDE, "j": _DOT, "z": ""}
_VNI_TONES = {"1": _ACUTE, "2": _GRAVE, "3": _HOOK, "4": _TILDE, "5": _DOT, "0": ""}
_VNI_MARKS = {"6": _CIRCUMFLEX, "7": _HORN, "8": _BREVE}
_VNI = re.compile(r"[a-z]+[a-z0-9]*[0-9][a-z0-9]*")
_LETTERS = re.compile(r"[a-z]+")
#: No syllable has more letters than "nghiêng", which telex types with nine keys and VNI with nine.
LONGEST = 12


@dataclass(slots=True)
class _Syllable:
    """Letters typed so far, with their marks, and the tone."""

    letters: list[str] = field(default_factory=list)
    tone: str = ""
    changed: bool = False

    def mark(self, marks: dict[str, str]) -> bool:
        """Put a mark on the last vowel that can bear it, and on "uo" on both; False where there is none."""
        bearing = [place for place, letter in enumerate(self.letters) if letter in marks]
        if not bearing:
            return False
        place = bearing[-1]
        self.letters[place] = marks[self.letters[place]]
        if marks is _HORN and place and self.letters[place] == "ơ" and self.letters[place - 1] == "u":
            self.letters[place - 1] = "ư"
        self.changed = True
        return True

    def stroke(self) -> bool:
        """Make the d at the beginning a đ; False where there is none."""
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        self.changed = True
        return True

    def toned(self, tone: str) -> bool:
        """Give the syllable its tone; False where it has no vowel yet."""
        if not any(letter in _VOWELS for letter in self.letters):
            return False
        self.tone, self.changed = tone, True
        return True

    def __str__(self) -> str:
        """Return the word with its tone in its place."""
        place = _tone_place(self.letters)
        marked = [letter + self.tone * (at == place) for at, letter in enumerate(self.letters)]
        return unicodedata.normalize("NFC", "".join(marked))


def meant_by(word: str) -> Iterator[str]:
    """Yield what a word (lower case) may mean as telex and as VNI; nothing where its keys put no mark anywhere."""
    if len(word) > LONGEST:
        return
    if _LETTERS.fullmatch(word):
        yield from _read(word, _telex_key)
    elif _VNI.fullmatch(word):
        yield from _read(word, _vni_key)


def _read(word: str, key: Callable[[_Syllable, str], bool]) -> Iterator[str]:
    syllable = _Syllable()
    for typed in word:
        if not key(syllable, typed):
            syllable.letters.append(typed)
    if syllable.changed and not any(letter.isdigit() for letter in syllable.letters):
        yield str(syllable)


def _telex_key(syllable: _Syllable, key: str) -> bool:
    """Apply a key of telex; False where it is a letter."""
    if key == "w":
        return syllable.mark({**_HORN, **_BREVE}) if "u" not in syllable.letters else syllable.mark(_HORN)
    if key == "d":
        return len(syllable.letters) > 0 and syllable.stroke()
    if key in _CIRCUMFLEX:
        return key in syllable.letters and syllable.mark({key: _CIRCUMFLEX[key]})
    return key in _TELEX_TONES and syllable.toned(_TELEX_TONES[key])


def _vni_key(syllable: _Syllable, key: str) -> bool:
    """Apply a key of VNI; False where it is a letter."""
    if key == "9":
        return syllable.stroke()
    if key in _VNI_MARKS:
        return syllable.mark(_VNI_MARKS[key])
    return key in _VNI_TONES and syllable.toned(_VNI_TONES[key])


def _tone_place(letters: list[str]) -> int:
    """Return which letter bears the tone: the last with a mark; before a consonant the last vowel; else by number.

    The u of "qu" and the i of "gi" belong to the consonant. Of two open vowels oa, oe and uy bear it on the second.
    """
    vowels = [place for place, letter in enumerate(letters) if letter in _VOWELS]
    if len(vowels) > 1 and "".join(letters[:2]) in ("qu", "gi"):
        vowels = [place for place in vowels if place > 1]
    if not vowels:
        return -1
    if marked := [place for place in vowels if letters[place] in _MARKED]:
        return marked[-1]
    closed = vowels[-1] < len(letters) - 1
    open_pair = "".join(letters[place] for place in vowels) in ("oa", "oe", "uy")
    if closed or open_pair or len(vowels) == 1:
        return vowels[-1]
    return vowels[1] if len(vowels) > 2 else vowels[0]
