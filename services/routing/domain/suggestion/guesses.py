"""What was guessed about a text, before anybody decides."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain.classification import Suggested

CATEGORY, AREA = "category", "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArea:
    """An area read in a text: `code` is in force, `written` what stands there, `name` the unit that it names."""

    code: str
    confidence: float
    written: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """Best first, at most three each. `cautions` are the words by which only a person may decide."""

    categories: tuple[Suggested, ...] = ()
    areas: tuple[FoundArea, ...] = ()
    cautions: tuple[str, ...] = ()
    has_model: bool = False

    @property
    def suggested(self) -> tuple[Suggested, ...]:
        """Return all of it as a case keeps it."""
        areas = (Suggested(what=AREA, value=each.code, confidence=each.confidence) for each in self.areas)
        return (*self.categories, *areas)
