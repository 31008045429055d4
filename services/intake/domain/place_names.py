"""Which commune or ward a citizen names in plain words. Says nothing rather than guess.

"P. Pleiku", "phuong dien hong" and "xã Ia Dom" name one; "đường Thống Nhất" names a street, "TX An Khê" a town that is
no more, and "không an toàn" is no place at all, although a commune is called An Toàn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from services.intake.domain.reference import Area

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STROKED = str.maketrans("đ", "d")
#: The prefix of many names of the highlands is written in three ways.
_SPELLINGS = {"đăk": "đak", "đắk": "đak", "đắc": "đak"}

#: How kinds of units are written in front of a name, without diacritics.
_KINDS: Mapping[Words, str] = {
    ("phuong",): "phuong",
    ("p",): "phuong",
    ("xa",): "xa",
    ("x",): "xa",
    ("thi", "xa"): "thi xa",
    ("tx",): "thi xa",
    ("thi", "tran"): "thi tran",
    ("tt",): "thi tran",
    ("thanh", "pho"): "thanh pho",
    ("tp",): "thanh pho",
    ("dac", "khu"): "dac khu",
}
#: What follows these is a street, a bridge or a larger unit with the same name.
_OTHER_THINGS = frozenset(
    {"duong", "pho", "hem", "ngo", "ngach", "kiet", "huyen", "h", "tinh", "quan", "q", "cau", "deo", "ql", "tl"}
)
#: After these a number counts villages and quarters; after anything else it is a house in a street.
_NUMBERED = frozenset({"thon", "to", "ap", "khoi", "khu", "lang", "doi", "kp", "tdp", "xom"})
#: Names that are ordinary words or larger places too: they count only behind the kind of unit.
_ORDINARY = frozenset({"an toan", "thong nhat", "binh an", "an binh", "binh duong", "binh dinh", "al ba", "ia o"})
_SHORTEST_ALONE = 5


class _Name(NamedTuple):
    code: str
    kind: str
    spelt: Words
    bare: bool


class _Token(NamedTuple):
    folded: str
    spelt: str


class _Found(NamedTuple):
    code: str
    explicit: bool


def find_area(text: str, areas: Mapping[str, Area]) -> str | None:
    """Return the code of the one area that `text` names, with or without diacritics; None where none or several are.

    Of overlapping names the longest counts; an area named with its kind ("phường …") outweighs one named without.
    """
    names, longest = _index(tuple((each.code, each.name) for each in areas.values()))
    found = list(_matches([_token(word) for word in _WORD.findall(_lower(text))], names, longest))
    chosen = {each.code for each in found if each.explicit} or {each.code for each in found}
    return chosen.pop() if len(chosen) == 1 else None


@lru_cache(maxsize=4)
def _index(areas: tuple[tuple[str, str], ...]) -> tuple[Mapping[Words, list[_Name]], int]:
    """Return names by their folded words, and how many words the longest has."""
    index: dict[Words, list[_Name]] = {}
    for code, name in areas:
        tokens = [_token(word) for word in _WORD.findall(_lower(name))]
        kind, length = _kind_at_start(tokens)
        own = tokens[length:] or tokens
        for form in _forms(own):
            key = tuple(each.folded for each in form)
            index.setdefault(key, []).append(_Name(code, kind, tuple(each.spelt for each in form), _stands_alone(key)))
    return index, max(map(len, index), default=0)


def _matches(tokens: Sequence[_Token], names: Mapping[Words, list[_Name]], longest: int) -> Iterator[_Found]:
    place = 0
    while place < len(tokens):
        length, found = _longest_at(tokens, place, names, longest)
        yield from found
        place += length or 1


def _longest_at(
    tokens: Sequence[_Token], place: int, names: Mapping[Words, list[_Name]], longest: int
) -> tuple[int, list[_Found]]:
    for length in range(min(longest, len(tokens) - place), 0, -1):
        span = tokens[place : place + length]
        spelt_so = [each for each in names.get(tuple(t.folded for t in span), ()) if _spelt(span, each.spelt)]
        if spelt_so:
            return length, list(_meant(spelt_so, tokens[:place]))
    return 0, []


def _meant(candidates: list[_Name], before: Sequence[_Token]) -> Iterator[_Found]:
    """Yield those of the names at one place that what stands before them allows."""
    kind = _kind_at_end(before)
    for each in candidates:
        if kind and kind == each.kind:
            yield _Found(each.code, True)
        elif not kind and each.bare and not _is_another_thing(before):
            yield _Found(each.code, False)


def _is_another_thing(before: Sequence[_Token]) -> bool:
    last = before[-1].folded if before else ""
    if last.isdigit():
        return len(before) < 2 or before[-2].folded not in _NUMBERED
    return last in _OTHER_THINGS


def _kind_at_end(before: Sequence[_Token]) -> str:
    folded = tuple(each.folded for each in before[-2:])
    return _KINDS.get(folded) or _KINDS.get(folded[-1:]) or ""


def _kind_at_start(tokens: Sequence[_Token]) -> tuple[str, int]:
    for length in (2, 1):
        kind = _KINDS.get(tuple(each.folded for each in tokens[:length]))
        if kind:
            return kind, length
    return "", 0


def _forms(own: list[_Token]) -> Iterator[list[_Token]]:
    """Yield the ways a name is written: Ia Grai is Iagrai, too."""
    yield own
    if len(own) > 1 and own[0].folded == "ia":
        yield [_Token("".join(each.folded for each in own), "".join(each.spelt for each in own))]


def _stands_alone(key: Words) -> bool:
    return " ".join(key) not in _ORDINARY and (len(key) > 1 or len(key[0]) >= _SHORTEST_ALONE)


def _spelt(span: Sequence[_Token], spelt: Words) -> bool:
    """Whether each word has the right diacritics, or none at all."""
    return all(each.spelt in (right, each.folded) for each, right in zip(span, spelt, strict=True))


def _token(word: str) -> _Token:
    spelt = _SPELLINGS.get(word, word)
    letters = [char for char in unicodedata.normalize("NFD", spelt) if not unicodedata.combining(char)]
    return _Token("".join(letters).translate(_STROKED), _toneless_place(spelt))


def _toneless_place(word: str) -> str:
    """Return the word with its tone at the end: hòa and hoà are the same."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(char for char in parts if char not in _TONES) + "".join(char for char in parts if char in _TONES)


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()
