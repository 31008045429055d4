"""From the catalogue's snapshot (plain JSON, checked when it was loaded) to the domain's catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from services.routing.adapters.vietnam_holidays import vietnam_holidays
from services.routing.domain.assigning import Assigner
from services.routing.domain.calendar import Interval, WorkingCalendar
from services.routing.domain.catalog import Agency, Catalog, Category, Preset, Stage
from services.routing.domain.decision import RuleBook
from services.routing.domain.forwarding import Forwarding
from services.routing.domain.limits import Limits
from services.routing.domain.outbreak.watch import Watch
from services.routing.domain.rules import Default, Rule
from services.routing.domain.term import Term
from services.routing.domain.territory import Area

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Raw = Mapping[str, Any]


def assigner_of(version: int, snapshot: Raw, rules: Raw | None = None, rules_version: int = 0) -> Assigner:
    """Return what assigns cases by this snapshot, or by `rules` (a rule set's content) instead of its own.

    Raises KeyError or ValueError for one that was never checked.
    """
    catalog = catalog_of(version, {**snapshot, **(rules or {})})
    return Assigner(catalog, RuleBook(catalog), rules_version)


def catalog_of(version: int, snapshot: Raw) -> Catalog:
    """Return the domain's view of a snapshot."""
    calendar, zone = snapshot["calendar"], ZoneInfo(snapshot["province"]["timezone"])
    return Catalog(
        version=version,
        categories={raw["slug"]: _category(raw) for raw in snapshot["categories"]},
        agencies={raw["slug"]: _agency(raw) for raw in snapshot["agencies"]},
        areas={raw["code"]: _area(raw) for raw in snapshot["areas"]},
        presets={raw["slug"]: _preset(raw) for raw in snapshot["deadlines"]},
        rules=tuple(_rule(raw) for raw in snapshot["rules"]),
        hotline_hours=_calendar(calendar, "hours", zone),
        agency_hours=_calendar(calendar, "agency_hours", zone),
        limits=Limits(**snapshot.get("limits", {})),
        outbreaks=tuple(_watch(raw) for raw in snapshot.get("outbreaks", ())),
        default=_default(snapshot.get("default")),
        forwarding=Forwarding(_calendar(calendar, "forwarding", zone) if calendar.get("forwarding") else None),
    )


def _category(raw: Raw) -> Category:
    return Category(
        slug=raw["slug"],
        name=raw["name_vi"],
        deadline=raw["deadline"],
        share_contact=raw["share_contact"],
        term=_term(raw),
        proof=raw.get("proof", False),
        stages=tuple(_stage(each) for each in raw.get("stages", ())),
        publish=raw.get("publish", "editor"),
        identity=raw.get("identity", "none"),
    )


def _stage(raw: Raw) -> Stage:
    ends_if = raw.get("ends_if")
    return Stage(
        slug=raw["slug"],
        vi=raw["vi"],
        en=raw["en"],
        tell=raw["tell"],
        after=tuple(raw.get("after") or ()),
        needs=tuple(raw.get("needs") or ()),
        centre=raw.get("centre", False),
        ends=raw.get("ends"),
        ends_if=(ends_if["question"], tuple(ends_if["values"])) if ends_if else None,
    )


def _agency(raw: Raw) -> Agency:
    return Agency(
        slug=raw["slug"],
        name=raw["name"],
        kind=raw["kind"],
        successor=raw.get("successor"),
        term=_term(raw),
        approval=raw.get("approval", "none") == "leader",
    )


def _area(raw: Raw) -> Area:
    return Area(
        code=raw["code"],
        name=raw["name"],
        parent=raw.get("parent"),
        successors=tuple(raw.get("successors") or ()),
        agency=raw.get("agency"),
        term=_term(raw),
    )


def _preset(raw: Raw) -> Preset:
    return Preset(
        slug=raw["slug"],
        name=raw["name_vi"],
        source=raw["source"],
        example=raw.get("preset", True),
        minutes=dict(raw["minutes"]),
    )


def _rule(raw: Raw) -> Rule:
    when = raw["when"]
    names = ("category", "area", "channel", "urgency", "kind")
    return Rule(
        id=raw["id"],
        order=raw["order"],
        agency=raw["agency"],
        why=raw["why_vi"],
        term=_term(raw),
        working_time=when.get("working_time"),
        answers={question: frozenset(values) for question, values in (when.get("answers") or {}).items()},
        **{name: frozenset(when.get(name) or ()) for name in names},
    )


def _default(raw: Raw | None) -> Default | None:
    return Default(raw["agency"], raw["why_vi"]) if raw else None


def _watch(raw: Raw) -> Watch:
    return Watch(
        slug=raw["slug"],
        name=raw["name_vi"],
        categories=frozenset(raw["categories"]),
        cases=raw["cases"],
        minutes=raw["minutes"],
        times=raw["times"],
        everywhere=raw.get("where") == "province",
    )


def _term(raw: Raw) -> Term:
    last = raw.get("valid_to")
    return Term(date.fromisoformat(raw["valid_from"]), date.fromisoformat(last) if last else None)


def _calendar(raw: Raw, hours: str, zone: ZoneInfo) -> WorkingCalendar:
    """The package's days first, then what the catalogue adds; a day the catalogue says is worked is worked."""
    holidays, swapped = vietnam_holidays()
    return WorkingCalendar(
        {WEEKDAYS.index(day): [_interval(each) for each in intervals] for day, intervals in raw[hours].items()},
        {**holidays, **_named(raw.get("holidays", ()))},
        {**swapped, **_named(raw.get("working_days", ()))},
        zone,
    )


def _named(days: Any) -> dict[date, str]:
    return {date.fromisoformat(day["date"]): day["name"] for day in days}


def _interval(edges: Any) -> Interval:
    opening, closing = (int(edge[:2]) * 60 + int(edge[3:5]) for edge in edges)
    return opening, closing
