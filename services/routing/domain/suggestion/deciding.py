"""When a guess may take the place of a person's decision, and in Vietnamese why it does or does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.routing.domain.catalog import Catalog
from services.routing.domain.classification import Classification, Suggested
from services.routing.domain.forwarding import URGENT
from services.routing.domain.submission import Submission
from services.routing.domain.suggestion.guesses import FoundArea, Guesses

BY_SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which confidence on a guess decides (0 to 1); with `decides` off it never does."""

    category: float
    area: float
    decides: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What follows from the guesses: what the case keeps, what it is taken to be, and the sentences that say so."""

    suggested: tuple[Suggested, ...] = ()
    classified: Classification | None = None
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """Weighs guesses about one case against the catalogue in force."""

    catalog: Catalog
    thresholds: Thresholds

    def opinion(self, said: Submission, guesses: Guesses, now: datetime) -> Opinion:
        """Return what follows from the guesses about a case that came without category or area."""
        category = said.category or _top(guesses.categories)
        if category is None or not self.thresholds.decides:
            return Opinion(suggested=guesses.suggested)
        objection = next(self._objections(said, category, guesses), None)
        if objection:
            return Opinion(suggested=guesses.suggested, trace=(f"Hệ thống không tự phân loại: {objection}.",))
        area = None if said.area else self._sure_area(guesses)
        if said.category and area is None:
            return Opinion(suggested=guesses.suggested)
        return Opinion(
            suggested=guesses.suggested,
            classified=self._classification(said, category, guesses, area, now),
            trace=tuple(self._reasons(said, category, guesses, area)),
        )

    def _objections(self, said: Submission, category: str, guesses: Guesses) -> Iterator[str]:
        known = self.catalog.categories.get(category)
        name = known.name if known else category
        if said.private:
            yield "người dân đề nghị giữ kín"
        if said.doubts:
            yield "cần người xem trước"
        if said.urgency == URGENT:
            yield "phản ánh khẩn"
        if guesses.cautions:
            yield "nội dung có thể là khiếu nại, tố cáo hoặc điều cần giữ kín"
        if known is None or known.publish == "never" or known.identity == "name_phone":
            yield f"lĩnh vực “{name}” cần người xem xét"
        confidence = _confidence(guesses)
        if said.category is None and confidence < self.thresholds.category:
            yield f"gợi ý “{name}” có độ tin cậy {confidence:.0%}, dưới ngưỡng {self.thresholds.category:.0%}"

    def _sure_area(self, guesses: Guesses) -> FoundArea | None:
        best = guesses.areas[0] if guesses.areas else None
        return best if best and best.confidence >= self.thresholds.area else None

    def _classification(
        self, said: Submission, category: str, guesses: Guesses, area: FoundArea | None, now: datetime
    ) -> Classification:
        used = [_confidence(guesses)] if said.category is None else []
        used += [area.confidence] if area else []
        return Classification(
            category=category,
            area=area.code if area else said.area,
            urgency=said.urgency,
            kind=said.kind,
            by=BY_SUGGESTION,
            at=now,
            confidence=round(min(used), 4),
        )

    def _reasons(self, said: Submission, category: str, guesses: Guesses, area: FoundArea | None) -> Iterator[str]:
        if said.category is None:
            name = self.catalog.categories[category].name
            yield f"Lĩnh vực “{name}” do hệ thống gợi ý từ nội dung (độ tin cậy {_confidence(guesses):.0%})."
        if area:
            name = self.catalog.areas[area.code].name
            yield f"Địa bàn {name} đọc được từ “{area.written}” (độ tin cậy {area.confidence:.0%})."


def _top(categories: tuple[Suggested, ...]) -> str | None:
    return categories[0].value if categories else None


def _confidence(guesses: Guesses) -> float:
    return guesses.categories[0].confidence if guesses.categories else 0.0


def opinion(said: Submission, guesses: Guesses, catalog: Catalog, thresholds: Thresholds, now: datetime) -> Opinion:
    """Return what follows from guesses about a case. See `Judge`."""
    return Judge(catalog, thresholds).opinion(said, guesses, now)
