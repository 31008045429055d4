"""A text of a case as editors compare it: what is kept, and what is hidden and why."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original. `kind` is what it was hidden as, None where the public reads it."""

    text: str
    kind: str | None = None
    start: int = 0
    end: int = 0
    may_show: bool = False


def pieces(text: Mapping[str, Any]) -> Iterator[Piece]:
    """Yield the original in pieces; of a text whose original is not kept any more, the public text in one."""
    if text["original"] is None:
        yield Piece(text["public"])
        return
    original, at = unicodedata.normalize("NFC", text["original"]), 0
    for span in text["spans"]:
        start, end = span["start"], span["end"]
        if start > at:
            yield Piece(original[at:start])
        yield Piece(original[start:end], span["kind"], start, end, span["may_show"])
        at = end
    if at < len(original):
        yield Piece(original[at:])
