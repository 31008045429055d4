"""Suggesting's outside in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from services.routing.domain.case import Case
from services.routing.domain.suggestion import Model
from services.routing.usecases.suggesting.ports import Decided, Decision, Document, StoredModel
from tests.unit.routing.builders import NOON
from tests.unit.routing.fakes import MemoryCases


class StubModel:
    """Guesses what it was told to guess, whatever the text."""

    def __init__(self, *guesses: tuple[str, float], caution: tuple[str, ...] = ("to cao",)) -> None:
        self.answer, self.caution, self.asked = guesses, caution, []  # type: ignore[var-annotated]

    def guesses(self, text: str, among: Any = None) -> list[tuple[str, float]]:
        """Return the guesses that are among what is asked for."""
        self.asked.append(text)
        return [(label, share) for label, share in self.answer if among is None or label in among]


class MemoryModels:
    """Port `Models`."""

    def __init__(self, model: Any = None) -> None:
        self.model: Model | None = model
        self.versions: list[Document] = []
        self.pointer = 0

    def current(self) -> Model | None:
        """Return what was given."""
        return self.model

    def document(self) -> Document | None:
        """Return the document in force."""
        return self.versions[self.pointer - 1] if self.pointer else None

    def put(self, document: Document, at: datetime) -> int:
        """Keep it and point to it."""
        self.versions.append(document)
        self.pointer = len(self.versions)
        return self.pointer

    def put_back(self, version: int) -> bool:
        """Point to it."""
        if not 0 < version <= len(self.versions):
            return False
        self.pointer = version
        return True

    def all(self) -> Sequence[StoredModel]:
        """Return all, newest first."""
        return [
            StoredModel(
                version=n,
                stored_at=NOON,
                trained_at="",
                in_force=n == self.pointer,
                figures={},
            )
            for n in range(len(self.versions), 0, -1)
        ]


class MemoryDecisions:
    """Port `Decisions`."""

    def __init__(self) -> None:
        self.kept: dict[str, Decision] = {}

    def newest_at(self) -> datetime | None:
        """Return the newest."""
        return max((each.at for each in self.kept.values()), default=None)

    def keep(self, decisions: Sequence[Decision]) -> None:
        """Keep them."""
        self.kept.update((each.code, each) for each in decisions)

    def all(self) -> Iterator[Decision]:
        """Return all."""
        return iter(sorted(self.kept.values(), key=lambda each: each.at))

    def agreement(self) -> Decided:
        """Count."""
        suggested = [each for each in self.kept.values() if each.suggested and each.category]
        agreed = sum(each.suggested == each.category for each in suggested)
        return Decided(decided=len(self.kept), suggested=len(suggested), agreed=agreed)


class MemoryClassified:
    """Port `ClassifiedCases` on cases in memory."""

    def __init__(self, cases: MemoryCases) -> None:
        self.cases = cases
        self.asked: list[datetime] = []

    def classified_since(self, moment: datetime, limit: int) -> Sequence[Case]:
        """Return what people classified."""
        self.asked.append(moment)
        made = [
            (each.classified.at, each)
            for each in self.cases.by_code.values()
            if each.classified and each.classified.by != "suggestion" and each.classified.at >= moment
        ]
        return [case for _, case in sorted(made, key=lambda pair: pair[0])][:limit]
