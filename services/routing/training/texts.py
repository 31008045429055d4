"""Reading texts with their categories: a header in square brackets, then one text a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it is about: a category's slug, or an area's code."""

    text: str
    label: str


def read_examples(path: Path) -> list[Example]:
    """Return the examples in a file. Raises OSError, and ValueError for a text before the first header."""
    return list(_examples(path.read_text("utf-8").splitlines(), path.name))


def read_phrases(path: Path) -> tuple[str, ...]:
    """Return the lines of a file that say something; `#` begins a remark."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line)


def _examples(lines: list[str], name: str) -> Iterator[Example]:
    label = None
    for line in (line.strip() for line in lines):
        if line.startswith("[") and line.endswith("]"):
            label = line[1:-1]
        elif line and not line.startswith("#"):
            if label is None:
                raise ValueError(f"{name}: a text before the first [label]")
            yield Example(line, label)
