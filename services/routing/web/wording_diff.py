"""How words differ from those in force, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from services.routing.usecases.wording import Texts

SAME, GONE, NEW = "same", "gone", "new"
_TOKENS = re.compile(r"\s+|\{[^}\s]*\}|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words. `kind`: the same, gone, or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PartDiff:
    """A part that differs."""

    language: str
    part: str
    pieces: tuple[Piece, ...]


def differences(before: Texts, after: Texts) -> list[PartDiff]:
    """Return the parts that differ, in order."""
    return [
        PartDiff(language, part, tuple(_pieces(before.get(language, {}).get(part, ""), words)))
        for language, parts in after.items()
        for part, words in parts.items()
        if words != before.get(language, {}).get(part, "")
    ]


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    for did, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if did == "equal":
            yield Piece(SAME, "".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Piece(GONE, "".join(old[i1:i2]))
        if j2 > j1:
            yield Piece(NEW, "".join(new[j1:j2]))
