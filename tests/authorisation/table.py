"""docs/permissions.md, read: which doors there are, and who gets in by which means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.kit.events.vocabulary import ROLES

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
YES, NO = "✓", "–"
#: Who comes how: an account by the desk's session, by its token, or with the desk speaking for it; an agency's system.
SESSION, TOKEN, DESK, KEY, NOBODY = "session", "token", "desk", "key", "nobody"
#: What opens a door, in the words of the page, and the ways of coming that it lets through.
MEANS = {
    "session or token": {SESSION, TOKEN},
    "session": {SESSION},
    "token": {TOKEN},
    "token or desk": {TOKEN, DESK},
    "agency key": {KEY},
    "signed link": set(),
    "signature": set(),
    "anyone": {SESSION, TOKEN, DESK, KEY, NOBODY},
}
_SERVICE = re.compile(r"## `([a-z-]+)`")
_LINE = re.compile(r"\| (GET|POST|PUT|PATCH|DELETE) \| `([^`]+)` \| (.+) \| ([a-z ]+) \|")


@dataclass(frozen=True, order=True)
class Door:
    """One method of one address."""

    service: str
    path: str
    method: str
    roles: frozenset[str]
    means: str

    @property
    def place(self) -> tuple[str, str, str]:
        """Which door it is, whoever gets in."""
        return self.service, self.method, self.path

    def opens_for(self, role: str | None, way: str) -> bool:
        """Return whether the page says that they get in."""
        return way in MEANS[self.means] and (role is None or role in self.roles)

    def __str__(self) -> str:
        """The line of the page."""
        marks = " | ".join(YES if role in self.roles else NO for role in ROLES)
        return f"| {self.method} | `{self.path}` | {marks} | {self.means} |"


def doors(text: str) -> Iterator[Door]:
    """Yield the lines of a page. Raises ValueError for a line of a table that says nothing clear."""
    service = ""
    for line in text.splitlines():
        heading = _SERVICE.fullmatch(line)
        service = heading[1] if heading else service
        if line.startswith(("| GET", "| P", "| DEL")):
            yield _door(service, line)


def _door(service: str, line: str) -> Door:
    found = _LINE.fullmatch(line)
    marks = found[3].split(" | ") if found else []
    if not found or len(marks) != len(ROLES) or not set(marks) <= {YES, NO} or found[4] not in MEANS:
        raise ValueError(f"docs/permissions.md: {line}")
    roles = frozenset(role for role, mark in zip(ROLES, marks, strict=True) if mark == YES)
    return Door(service, found[2], found[1], roles, found[4])


TABLE = tuple(doors(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else ()
