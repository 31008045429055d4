"""One routing rule: its conditions, and in words why it does not apply."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from services.routing.domain.term import Term
from services.routing.domain.territory import Place
from services.routing.domain.words import CHANNELS, KINDS, URGENCIES, listed

OF_AREA = "of_area"
SUBTREE = ".*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a case when somebody must decide who answers. `received_at` is aware."""

    category: str | None
    area: str | None
    channel: str
    urgency: str
    kind: str
    received_at: datetime
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts together with what follows from them.

    `day` is the local day of the decision, `place` the area as it is on that day, `is_working` whether the hotline was
    open when the case came.
    """

    facts: Facts
    day: date
    place: Place | None
    is_working: bool


@dataclass(frozen=True, slots=True)
class Default:
    """Who decides about what no rule takes, and why, in Vietnamese."""

    agency: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A condition that is empty (or None) always holds; `category` takes slugs, or `a.*` for a branch and all below it.

    `agency` is a slug, or `of_area`: whoever is responsible for the case's area. `answers`: each of these questions of
    the category was answered with one of these values.
    """

    id: str
    order: int
    agency: str
    why: str
    term: Term
    category: frozenset[str] = frozenset()
    area: frozenset[str] = frozenset()
    channel: frozenset[str] = frozenset()
    urgency: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    working_time: bool | None = None
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def covers(self, category: str | None) -> bool:
        """Return whether the rule is about this category."""
        if not self.category or category in self.category:
            return True
        return category is not None and any(
            category == branch or category.startswith(f"{branch}.") for branch in self._branches
        )

    def objection(self, situation: Situation) -> str | None:
        """Return why the rule does not apply, the first reason in Vietnamese words, or None when it does.

        The category is not looked at again: `covers` has been asked before.
        """
        return (
            self._out_of_force(situation.day)
            or self._wrong_area(situation.place)
            or _not_among(self.channel, situation.facts.channel, "kênh", CHANNELS)
            or _not_among(self.urgency, situation.facts.urgency, "mức độ", URGENCIES)
            or _not_among(self.kind, situation.facts.kind, "loại", KINDS)
            or self._wrong_answer(situation.facts.answers)
            or self._wrong_time(situation)
        )

    @cached_property
    def _branches(self) -> tuple[str, ...]:
        return tuple(sorted(each.removesuffix(SUBTREE) for each in self.category if each.endswith(SUBTREE)))

    def _out_of_force(self, day: date) -> str | None:
        if self.term.holds(day):
            return None
        if self.term.begins_after(day):
            return f"chỉ có hiệu lực từ {self.term.first:%d/%m/%Y}"
        return f"đã hết hiệu lực sau ngày {self.term.last:%d/%m/%Y}"

    def _wrong_area(self, place: Place | None) -> str | None:
        if place is None:
            return "chưa biết địa bàn" if self.area or self.agency == OF_AREA else None
        if self.area and not self.area & place.codes:
            return f"địa bàn {place.name} không thuộc phạm vi của quy tắc"
        if self.agency == OF_AREA and place.agency is None:
            return f"địa bàn {place.name} chưa có cơ quan phụ trách"
        return None

    def _wrong_answer(self, given: Mapping[str, str]) -> str | None:
        for question, wanted in self.answers.items():
            if given.get(question) not in wanted:
                return f"câu trả lời cho “{question}” không thuộc phạm vi của quy tắc"
        return None

    def _wrong_time(self, situation: Situation) -> str | None:
        if self.working_time is None or self.working_time == situation.is_working:
            return None
        return "chỉ áp dụng " + ("trong giờ tổng đài trực" if self.working_time else "ngoài giờ tổng đài trực")


def _not_among(wanted: Collection[str], actual: str, what: str, words: dict[str, str]) -> str | None:
    if not wanted or actual in wanted:
        return None
    return f"{what} là {words.get(actual, actual)}, quy tắc chỉ dành cho {listed(wanted, words)}"
