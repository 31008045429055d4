"""Deciding who answers a case: rules in order, the first that applies wins, and what no rule decides a person does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.routing.domain.catalog import Agency, BrokenCatalog, Catalog
from services.routing.domain.rules import OF_AREA, Facts, Rule, Situation
from services.routing.domain.territory import Place, Territory
from services.routing.domain.working_time import is_working

TRIAGE = "triage"
#: The rule of a decision that no rule made, where somebody else than the centre takes what is left.
DEFAULT = "default"
LONGEST_TRACE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who answers, by which rule, and in Vietnamese sentences how that came about.

    `triage`: the centre must decide. `broken` names a rule that failed: somebody must be told.
    """

    agency: Agency
    rule: str
    trace: tuple[str, ...]
    triage: bool = False
    broken: str | None = None


class RuleBook:
    """The rules of one catalogue version, sorted out by category when a category is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._rules = tuple(sorted(catalog.rules, key=lambda rule: (rule.order, rule.id)))
        self._by_category: dict[str | None, tuple[Rule, ...]] = {}
        self._territory: tuple[date, Territory] | None = None

    def decide(self, facts: Facts, day: date) -> Decision:
        """Return who answers a case with these facts, decided on a local day. Never raises for a broken rule."""
        trace = self._unknowns(facts)
        try:
            place = self._territory_on(day).place(facts.area)
            working = is_working(self._catalog.hotline_hours, facts.received_at)
        except Exception as error:  # noqa: BLE001 - whatever is wrong, a person must see the case
            return self._alarm("catalogue", error, trace)
        if place and place.note:
            trace.append(f"{place.note}.")
        return self._first_match(Situation(facts, day, place, working), trace)

    def applying(self, facts: Facts, day: date) -> tuple[str, ...]:
        """Return the ids of all rules whose conditions hold, in order: `decide` takes the first.

        Raises what a broken rule raises.
        """
        place = self._territory_on(day).place(facts.area)
        situation = Situation(facts, day, place, is_working(self._catalog.hotline_hours, facts.received_at))
        return tuple(rule.id for rule in self._about(facts.category) if rule.objection(situation) is None)

    def _first_match(self, situation: Situation, trace: list[str]) -> Decision:
        for rule in self._about(situation.facts.category):
            try:
                objection = rule.objection(situation)
                if objection is None:
                    return self._matched(rule, situation, trace)
                trace.append(f"Quy tắc “{rule.id}” không áp dụng: {objection}.")
            except Exception as error:  # noqa: BLE001 - a broken rule must cost nobody his answer
                return self._alarm(rule.id, error, trace)
        return self._left_over(situation, [*trace, "Không có quy tắc nào áp dụng"])

    def _matched(self, rule: Rule, situation: Situation, trace: list[str]) -> Decision:
        slug = _agency_of(situation.place) if rule.agency == OF_AREA else rule.agency
        agency = self._catalog.agency_on(slug, situation.day)
        trace.append(f"Quy tắc “{rule.id}” áp dụng: {rule.why}.")
        if agency.slug != slug:
            trace.append(f"Công việc của {self._catalog.agencies[slug].name} nay do {agency.name} đảm nhận.")
        trace.append(f"Giao {agency.name}.")
        return Decision(agency=agency, rule=rule.id, trace=shortened(trace))

    def _left_over(self, situation: Situation, trace: list[str]) -> Decision:
        default = self._catalog.default
        if default is None or default.agency == self._catalog.centre.slug:
            return self._triage(trace)
        try:
            agency = self._catalog.agency_on(default.agency, situation.day)
        except BrokenCatalog as error:
            return self._alarm(DEFAULT, error, trace)
        trace[-1] += f": {default.why}."
        trace.append(f"Giao {agency.name}.")
        return Decision(agency=agency, rule=DEFAULT, trace=shortened(trace))

    def _alarm(self, rule: str, error: Exception, trace: list[str]) -> Decision:
        sentence = f"Quy tắc “{rule}” bị lỗi ({type(error).__name__}), đã báo người quản trị"
        return self._triage([*trace, sentence], broken=rule)

    def _triage(self, trace: list[str], broken: str | None = None) -> Decision:
        centre = self._catalog.centre
        trace[-1] += f"; {centre.name} xem xét và phân công."
        return Decision(agency=centre, rule=TRIAGE, trace=shortened(trace), triage=True, broken=broken)

    def _about(self, category: str | None) -> tuple[Rule, ...]:
        rules = self._by_category.get(category)
        if rules is None:
            rules = tuple(rule for rule in self._rules if rule.covers(category))
            # Made-up categories are not kept: memory must not grow with what strangers type.
            if category is None or category in self._catalog.categories:
                self._by_category[category] = rules
        return rules

    def _territory_on(self, day: date) -> Territory:
        if self._territory is None or self._territory[0] != day:
            self._territory = day, Territory(self._catalog.areas, day)
        return self._territory[1]

    def _unknowns(self, facts: Facts) -> list[str]:
        if facts.category is None:
            return ["Chưa biết lĩnh vực."]
        if facts.category not in self._catalog.categories:
            return [f"Lĩnh vực “{facts.category}” không có trong danh mục."]
        return []


def shortened(trace: Sequence[str]) -> tuple[str, ...]:
    """Return the trace with its middle left out where it would be too long to read: the end tells the decision."""
    if len(trace) <= LONGEST_TRACE:
        return tuple(trace)
    kept = LONGEST_TRACE // 2
    left_out = len(trace) - 2 * kept
    return (*trace[:kept], f"… và {left_out} quy tắc khác không áp dụng …", *trace[-kept:])


def _agency_of(place: Place | None) -> str:
    """The rule's objection came first, so there is one; a rule without objection and place is broken."""
    if place is None or place.agency is None:
        raise ValueError("no agency of the area")
    return place.agency
