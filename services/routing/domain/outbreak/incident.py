"""An incident: proposed when a burst is noticed, decided about by a person, over when its case has an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """Where an incident stands."""

    PROPOSED = "proposed"
    OPEN = "open"
    CLOSED = "closed"
    DISMISSED = "dismissed"


#: Of a watch and an area there is at most one of these.
LIVE = frozenset({Standing.PROPOSED, Standing.OPEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`since` is when its first case came, `head` the case that stands for all: its answer is everybody's.

    `watch` is the slug of what noticed it, `usual` how many cases are usual, `count` how many there are. `note` is why
    it was dismissed or closed. All moments are aware UTC; `version` grows with every change.
    """

    id: str
    watch: str
    area: str | None
    category: str | None
    title: str
    standing: Standing
    head: str
    count: int
    usual: int
    since: datetime
    noticed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str | None = None
    version: int = 1
