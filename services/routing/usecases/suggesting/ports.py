"""What suggesting needs from the outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from services.routing.domain.case import Case
from services.routing.domain.suggestion import Model

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredModel:
    """A model that was put in force once. `figures` are its own, measured before."""

    version: int
    stored_at: datetime
    trained_at: str
    in_force: bool
    figures: Mapping[str, Any]


class Models(Protocol):
    """The models that were ever put in force, one of them now."""

    def current(self) -> Model | None:
        """Return the model in force, None while there is none. The same object until another comes into force."""

    def document(self) -> Document | None:
        """Return the document of the model in force, read anew."""

    def put(self, document: Document, at: datetime) -> int:
        """Store a model, put it in force and return its version."""

    def put_back(self, version: int) -> bool:
        """Put an earlier version in force again. Return False when there is no such version."""

    def all(self) -> Sequence[StoredModel]:
        """Return all versions, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a case, kept for learning. `text` holds no contact.

    `suggested` is what was proposed for it (None: nothing), `expires_at` when it is deleted.
    """

    code: str
    text: str
    channel: str
    category: str | None
    area: str | None
    urgency: str
    kind: str
    suggested: str | None
    suggested_area: str | None
    confidence: float | None
    by: str
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """How often what was suggested is what a person decided."""

    decided: int
    suggested: int
    agreed: int

    @property
    def agreement(self) -> float | None:
        """Return the share, None while nothing was suggested."""
        return self.agreed / self.suggested if self.suggested else None


class Decisions(Protocol):
    """What people decided."""

    def newest_at(self) -> datetime | None:
        """Return the moment of the newest decision that is kept."""

    def keep(self, decisions: Sequence[Decision]) -> None:
        """Keep them, one per case: a later decision about a case takes the place of an earlier one."""

    def all(self) -> Iterator[Decision]:
        """Return all of them, oldest first."""

    def agreement(self) -> Decided:
        """Return how often people agreed."""


class ClassifiedCases(Protocol):
    """The cases that people classified."""

    def classified_since(self, moment: datetime, limit: int) -> Sequence[Case]:
        """Return cases that a person classified at `moment` or later, the earliest first."""
