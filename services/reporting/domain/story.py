"""A case as its facts are told one after the other: what is known so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from services.reporting.domain.facts import Answered, Rated, Received, Routed

UNSATISFIED = "unsatisfied"
PUBLISHED = "published"


@dataclass(slots=True, kw_only=True)
class Story:
    """`lead` is the number of the last assignment made; each has its own due time, pause, acceptance and level.

    `answered` and `reopened` are the latest rounds: the citizen's first question is round 0, and each reopening begins
    another one. `answer` is that of the latest round that has one.
    """

    category: str | None
    area: str | None
    kind: str
    lead: int = 0
    routed: Routed | None = None
    dues: dict[int, datetime] = field(default_factory=dict)
    pauses: dict[int, datetime] = field(default_factory=dict)
    accepted: set[int] = field(default_factory=set)
    levels: dict[int, int] = field(default_factory=dict)
    returned: set[int] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)
    extended: bool = False
    merged: str | None = None
    withdrawn_at: datetime | None = None
    shown: str | None = None
    answer: Answered | None = None
    answered: int = -1
    reopened: int = 0
    ratings: dict[datetime, Rated] = field(default_factory=dict)

    @classmethod
    def of(cls, received: Received) -> Story:
        """Return the beginning of a story."""
        return cls(category=received.category, area=received.area, kind=received.kind)

    @property
    def standing_answer(self) -> Answered | None:
        """Return the answer of the latest round, unless the citizen has opened a later one."""
        return self.answer if self.answered >= self.reopened else None

    @property
    def rated(self) -> Rated | None:
        """Return what the citizen said of the answer that stands."""
        answer = self.standing_answer
        return self.ratings.get(answer.at) if answer and self.ratings else None

    @property
    def complained(self) -> bool:
        """Return whether the citizen was not content with the answer that stands, as `State` has it."""
        rated = self.rated
        if rated:
            return rated.not_fixed or rated.rating == UNSATISFIED
        return self.answered > 0 and self.standing_answer is not None
