"""Pictures of a case: which there are, and which of them an editor let out. Values only."""

from __future__ import annotations

from dataclasses import dataclass

QUESTION, ANSWER = "question", "answer"
IMAGE = "image"
LONGEST_ALT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that came with a question or an answer, by the id under which its service keeps it.

    `caution` says why it is never public; None where an editor may decide.
    """

    id: str
    part: str
    caution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPhoto:
    """A picture that an editor let out: drawn anew from `source`, parts of it covered for good.

    `id` names the drawing and is new with each; `alt` says in words what is to be seen; sides are in pixels.
    """

    id: str
    source: str
    part: str
    alt: str
    width: int
    height: int
    covers: int = 0
