"""Texts in which somebody marked what must be hidden: `Tôi là {name:Trần Thị Bé}`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: The sets by hand, in the order in which they were written.
BY_HAND = tuple(Path(__file__).parent / f"{name}.txt" for name in ("written", "unseen", "third", "fourth", "fifth"))
_MARKED = re.compile(r"\{([a-z]+):([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text that must be hidden, and what it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text (NFC) as it was written, and what in it must be hidden."""

    text: str
    marks: tuple[Marked, ...]


def read(line: str) -> MarkedText:
    """Return the text of a line and where its marks are."""
    parts: list[str] = []
    marks: list[Marked] = []
    at = length = 0
    line = unicodedata.normalize("NFC", line)
    for found in _MARKED.finditer(line):
        before, hidden = line[at : found.start()], found.group(2)
        parts += [before, hidden]
        length += len(before)
        marks.append(Marked(length, length + len(hidden), found.group(1)))
        length += len(hidden)
        at = found.end()
    return MarkedText("".join((*parts, line[at:])), tuple(marks))


def written(file: Path) -> list[MarkedText]:
    """Return the texts that were written by hand into a file, a line each."""
    return list(_texts(file.read_text("utf-8").splitlines()))


def _texts(lines: Iterable[str]) -> Iterator[MarkedText]:
    yield from (read(line) for line in lines if line.strip() and not line.startswith("#"))
