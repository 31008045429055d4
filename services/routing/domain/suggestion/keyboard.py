"""Words typed raw, with the keyboard program off: "ddefn" (Telex) and "d9e2n" (VNI) are both "đèn"."""

from __future__ import annotations

import re

from services.routing.domain.suggestion.spelling import is_syllable, without_marks

_TELEX_TONES = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}
_TELEX_MARKS = (
    ("uow", "ươ"),
    ("uwow", "ươ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_HORNS = (("uo", "ươ"), ("u", "ư"), ("o", "ơ"), ("a", "ă"))
_HATS = str.maketrans("aeo", "âêô")
_LETTERS = re.compile("([b-df-hj-np-tvxz]*)([a-z]+)")
_MIXED = re.compile("[a-z]+[0-9][a-z0-9]*")
_LONGEST = 12


def typed_raw(word: str) -> str | None:
    """Return what somebody meant by a lower-case word of plain letters and digits, as `spelled` writes it.

    None: it may stand as it is, or is nothing that these two ways of typing make of a Vietnamese syllable.
    """
    if len(word) > _LONGEST or is_syllable(word) or not word.isascii():
        return None
    meant = _vni(word) if _MIXED.fullmatch(word) else _telex(word)
    return meant if meant and is_syllable(without_marks(meant.rstrip("12345"))) else None


def _telex(word: str) -> str | None:
    parts = _LETTERS.fullmatch(word)
    if parts is None:
        return None
    onset, rest = parts.groups()
    tones = [char for char in rest if char in _TELEX_TONES]
    if len(tones) > 1:
        return None
    tone = _TELEX_TONES[tones[0]] if tones else ""
    rest = rest.replace(tones[0], "", 1) if tones else rest
    for typed, mark in _TELEX_MARKS:
        rest = rest.replace(typed, mark)
    return onset.replace("dd", "đ") + _with_late_horn(rest) + tone


def _with_late_horn(rest: str) -> str:
    """Many type the w last: "truongw". Alone it is ư."""
    if "w" not in rest:
        return rest
    if rest[0] == "w":
        return "ư" + rest[1:]
    return _marked_last(rest.replace("w", "", 1), _HORNS)


def _vni(word: str) -> str:
    made, tone = "", ""
    for char in word:
        if char in "12345":
            tone = char
        elif char == "6":
            made = _hat(made)
        elif char in "78":
            made = _marked_last(made, _HORNS if char == "7" else _HORNS[-1:])
        elif char == "9":
            made = made.replace("d", "đ", 1)
        else:
            made += char
    return made + tone


def _hat(made: str) -> str:
    for at in range(len(made) - 1, -1, -1):
        if made[at] in "aeo":
            return made[:at] + made[at].translate(_HATS) + made[at + 1 :]
    return made + "6"


def _marked_last(made: str, marks: tuple[tuple[str, str], ...]) -> str:
    for plain, marked in marks:
        if plain in made:
            head, _, tail = made.rpartition(plain)
            return head + marked + tail
    return made
