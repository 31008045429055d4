"""What the forms of the case page offer to choose from, what they begin with, and words of small things."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app

from services.kit.events.vocabulary import KINDS, OUTCOMES, URGENCIES
from services.routing.domain.case import Case
from services.routing.web.case_acts import DeskAct
from services.routing.web.case_names import Names

Options = list[tuple[str, str]]
_KILO = 1024


def choices(names: Names, now: datetime) -> dict[str, Any]:
    """Return what can be chosen today."""
    day = names.catalog.agency_hours.local(now).date()
    return {
        "choices": {
            "agencies": names.agencies_on(day),
            "categories": names.categories_on(day),
            "areas": names.areas_on(day),
        },
        "outcomes": _options("outcome", OUTCOMES),
        "urgencies": _options("urgency", URGENCIES),
        "kinds": _options("kind", KINDS),
    }


def of_case(case: Case, names: Names) -> dict[str, Any]:
    """Return what can be chosen about this case: steps to come, and whose request for more time is to be decided."""
    return {
        "case_kind": case.kind,
        "stages": names.stages_after(case.category, case.stage),
        "open_parts": [part.agency_name for part in case.parts if part.is_open_part],
        "asking": [each for each in (case.current, *case.parts) if each.extension],
    }


def prefilled(act: DeskAct, case: Case, names: Names) -> dict[str, Any]:
    """Return what an act's form begins with: the draft for an answer, today's classification for a new one."""
    if act.content and case.draft:
        day = case.draft.scheduled_for
        return {
            "text": case.draft.text,
            "outcome": case.draft.outcome,
            "proof": case.draft.proof or "",
            "scheduled_for": day.isoformat() if day else "",
            "sources": case.draft.sources,
        }
    if act.name == "classify":
        area = f"{names.area(case.area)} ({case.area})" if case.area else ""
        return {"category": case.category or "", "area": area, "urgency": case.urgency, "kind": case.kind}
    return {}


def event_words(event: str) -> str:
    """Return what a message to the citizen was about, by the type of the event it told of."""
    known = (f"case.told.events.{event.replace('.', '-')}", "case.told.events.other")
    return next(said for key in known if (said := _said(key)))


def filesize(count: int) -> str:
    """Return bytes as people read them: 117 KB, 2,4 MB."""
    if count < _KILO * _KILO:
        return f"{max(1, round(count / _KILO))} KB"
    return f"{count / _KILO / _KILO:.1f} MB".replace(".", ",")


def _said(key: str) -> str | None:
    try:
        sentence: str = current_app.extensions["texts"].say(key)
    except KeyError:
        return None
    return sentence


def _options(group: str, values: tuple[str, ...]) -> Options:
    say = current_app.extensions["texts"].say
    return [(value, say(f"case.{group}.{value}")) for value in values]
