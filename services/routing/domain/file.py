"""What came with a citizen's words: files by reference, a place as coordinates, and what was added later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A stored file, by its id. `caution` says why the public may never see it."""

    id: str
    name: str
    media_type: str
    kind: str
    size: int
    caution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """WGS 84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Something the citizen added to the case. `number` counts from 1 within the case, in intake's order."""

    number: int
    channel: str
    added_at: datetime
    text: str
    files: tuple[File, ...] = ()
