"""Rules read by the letter, one case at a time: what a simulation must come to as well, and nothing shared with it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from services.routing.domain.calendar import VIETNAM
from services.routing.usecases.rules.ports import PastCase
from tests.unit.routing.catalogs import CENTRE

Raw = dict[str, Any]


def owner(snapshot: Raw, rules: list[Raw], case: PastCase, day: date) -> tuple[str, str | None]:
    """Return agency and rule; the rule is None where nobody's rule applies."""
    chain = _units(snapshot, case.facts.area, day.isoformat())
    for rule in sorted(rules, key=lambda each: (each["order"], each["id"])):
        if _holds(snapshot, rule, case, chain, day):
            slug = next(u["agency"] for u in chain if u["agency"]) if rule["agency"] == "of_area" else rule["agency"]
            return _living(snapshot, slug, day.isoformat()), rule["id"]
    return CENTRE, None


def _holds(snapshot: Raw, rule: Raw, case: PastCase, chain: list[Raw], day: date) -> bool:
    when, facts = rule["when"], case.facts
    if rule["valid_from"] > day.isoformat() or (rule["valid_to"] and rule["valid_to"] < day.isoformat()):
        return False
    if rule["agency"] == "of_area" and not any(unit["agency"] for unit in chain):
        return False
    if "category" in when and not any(_about(pattern, facts.category) for pattern in when["category"]):
        return False
    if "area" in when and not any(
        _in(snapshot, code, case.facts.area, chain, day.isoformat()) for code in when["area"]
    ):
        return False
    if any(name in when and getattr(facts, name) not in when[name] for name in ("channel", "urgency", "kind")):
        return False
    if any(facts.answers.get(question) not in values for question, values in when.get("answers", {}).items()):
        return False
    return "working_time" not in when or when["working_time"] is _open(case)


def _in(snapshot: Raw, wanted: str, said: str | None, chain: list[Raw], day: str) -> bool:
    """Whether the unit, or what has its ground, is where the case is; what the citizen called it by counts too."""
    areas = {area["code"]: area for area in snapshot["areas"]}
    if not chain or wanted not in areas:
        return False
    if (areas[wanted]["valid_to"] or "9999") >= day:
        return wanted in {unit["code"] for unit in chain}
    if wanted == said or (said in areas and areas[said]["parent"] == wanted):
        return True
    below = [area["code"] for area in snapshot["areas"] if area["parent"] == wanted]
    return any(_in(snapshot, code, None, chain, day) for code in below or areas[wanted]["successors"])


def _about(pattern: str, category: str | None) -> bool:
    if category is None:
        return False
    group = pattern[:-2] if pattern.endswith(".*") else None
    return category == pattern or (group is not None and (category == group or category.startswith(group + ".")))


def _open(case: PastCase) -> bool:
    """Weekdays from 7 to 23; the tests' cases avoid holidays."""
    local = case.facts.received_at.astimezone(VIETNAM)
    return local.weekday() < 5 and 7 <= local.hour < 23


def _units(snapshot: Raw, code: str | None, day: str) -> list[Raw]:
    areas = {area["code"]: area for area in snapshot["areas"]}
    unit = areas.get(code or "")
    while unit and not (unit["valid_from"] <= day and (unit["valid_to"] or "9999") >= day):
        unit = areas.get(unit["successors"][0]) if unit["successors"] and unit["valid_from"] <= day else None
    chain = []
    while unit:
        chain.append(unit)
        unit = areas.get(unit["parent"] or "")
    return chain


def _living(snapshot: Raw, slug: str, day: str) -> str:
    agency = next(each for each in snapshot["agencies"] if each["slug"] == slug)
    return slug if not agency["valid_to"] or agency["valid_to"] >= day else _living(snapshot, agency["successor"], day)


def tables(snapshot: Raw, old: list[Raw], new: list[Raw], cases: list[PastCase], day: date) -> Raw:
    """Return what a simulation stores, counted case by case."""
    moves: dict[tuple[str, str], list[str]] = {}
    lost, hits, by = [], Counter[str](), {"categories": {}, "areas": {}}
    for case in cases:
        (before, was), (after, by_rule) = owner(snapshot, old, case, day), owner(snapshot, new, case, day)
        if before != after:
            moves.setdefault((before, after), []).append(case.code)
        if was is not None and by_rule is None:
            lost.append(case.code)
        if by_rule:
            hits[by_rule] += 1
        for part, name in (("categories", case.facts.category), ("areas", case.facts.area)):
            line = by[part].setdefault(name, [0, 0, 0])
            line[0] += 1
            line[1] += before != after
            line[2] += was is not None and by_rule is None
    return {"moves": moves, "lost": lost, "hits": dict(hits), **by}


def read(summary: Raw) -> Raw:
    """Return a simulation's summary in the same form, samples apart."""
    return {
        "moves": {(each["from"], each["to"]): each["count"] for each in summary["moves"]},
        "hits": {each["rule"]: each["cases"] for each in summary["hits"]},
        **{
            part: {each["name"]: [each["cases"], each["moved"], each["lost"]] for each in summary[part]}
            for part in ("categories", "areas")
        },
    }
