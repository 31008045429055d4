"""What editing needs from outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.publish.domain.case import Case
from services.publish.domain.photo import Picture
from services.publish.domain.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which cases of the queue are wanted: in which state, narrowed to what, behind which place."""

    state: str
    category: str | None = None
    agency: str | None = None
    after: Position | None = None


class EditorsQueue(Protocol):
    """The cases that wait for an editor, and those that one withheld."""

    def find(self, asked: Asked, most: int) -> Sequence[Case]:
        """Return cases, the longest answered first."""

    def counts(self, asked: Asked, most: int) -> Mapping[str, int]:
        """Return how many there are per state under the same category and agency, counted up to `most`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody was shown the original words of a case."""

    id: str
    account: str
    role: str
    code: str
    at: datetime


class Looks(Protocol):
    """The log of looks. It only grows."""

    def add(self, look: Look) -> None:
        """Write a look down, majority-acknowledged."""


class Pictures(Protocol):
    """Where the pictures of cases are kept: other services of ours."""

    def fetch(self, picture: Picture) -> bytes:
        """Return a picture. Raises `Rejected("unknown-picture")`, or `Retryable` while that service is away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A part of a picture that nobody shall see, in percent of its sides, from its upper left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture drawn anew, parts of it painted over: JPEG, without anything a camera wrote.

    `card`: it looks like an identity card, the covered parts aside.
    """

    view: bytes
    thumbnail: bytes
    width: int
    height: int
    card: bool


class DrawPicture(Protocol):
    """Draws."""

    def __call__(self, content: bytes, covers: Sequence[Cover]) -> Drawing:
        """Return the drawing. Raises `Rejected("picture-not-readable")`."""


class Drawings(Protocol):
    """The drawings that editors let out. Whoever may see one was decided before."""

    def keep(self, drawing_id: str, code: str, drawing: Drawing, now: datetime) -> None:
        """Store a drawing, majority-acknowledged, before its case names it."""

    def read(self, drawing_id: str, *, small: bool) -> bytes | None:
        """Return it, or its small form; None for none."""

    def doubt(self, ids: Collection[str], now: datetime) -> None:
        """Let the sweep look at these again, because their case is about to forget them."""

    def unsure(self, older_than: datetime, most: int) -> Sequence[tuple[str, str]]:
        """Return (id, case code) of drawings of which nobody made sure that their case names them, oldest first."""

    def sure(self, ids: Collection[str]) -> None:
        """Note that their case names these."""

    def delete(self, drawing_id: str) -> None:
        """Delete one for good."""
