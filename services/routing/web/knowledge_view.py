"""What the pages of the knowledge base show of an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response

from services.kit.failures import Rejected
from services.kit.web import language
from services.routing.domain.knowledge.checking import Fault
from services.routing.domain.knowledge.entry import Content, Kind
from services.routing.domain.knowledge.fields import fields_of
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, EDITOR, LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.usecases.knowledge.refusals import WRITERS
from services.routing.web.calls_pages import said, say
from services.routing.web.case_names import Names
from services.routing.web.current import actor, application
from services.routing.wiring.knowledge import Knowledge

READERS = (OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER, EDITOR, ADMINISTRATOR, LEADER)
EDITORS = (EDITOR, ADMINISTRATOR)
#: Fields that are called otherwise in each kind.
_BY_KIND = ("title_vi", "body_vi")


def knowledge() -> Knowledge:
    """Return what can be done with the knowledge base."""
    found = application().knowledge
    if found is None:
        raise TypeError("there is no knowledge base at this desk")
    return found


def writes() -> bool:
    """Return whether whoever is here looks after the knowledge base."""
    return actor().role in WRITERS


def label(kind: Kind, name: str) -> str:
    """Return what a field is called in a form."""
    return say(f"knowledge.{name}.{kind.value}" if name in _BY_KIND else f"knowledge.field.{name}")


def labels(kind: Kind) -> dict[str, str]:
    """Return what all fields of a kind are called."""
    return {each.name: label(kind, each.name) for each in fields_of(kind)}


def differing(kind: Kind, one: Content | None, other: Content | None) -> list[str]:
    """Return what the fields are called in which two texts differ."""
    first, second = one or {}, other or {}
    return [label(kind, each.name) for each in fields_of(kind) if first.get(each.name) != second.get(each.name)]


def names() -> Names:
    """Return the names of the catalogue."""
    return Names(application().catalogs.assigner().catalog, language())


def known_names() -> dict[str, list[tuple[str, str]]]:
    """Return what an entry may name today, as short names with their names, by field."""
    catalog = names().catalog
    day = catalog.agency_hours.local(application().clock.now()).date()
    return {
        "agency": [(each.slug, each.name) for each in catalog.agencies.values() if each.term.holds(day)],
        "category": names().categories_on(day),
        "area": [(each.code, each.name) for each in catalog.areas.values() if each.term.holds(day)],
    }


def named(content: Content) -> Content:
    """Return a text in which what the catalogue knows has its name."""
    known = names()
    calling: Mapping[str, Any] = {"agency": known.agency, "category": known.category, "area": known.area}
    return {name: calling[name](value) if name in calling else value for name, value in content.items()}


def sentences(why: Rejected) -> dict[str, str]:
    """Return a refusal by field, in the reader's language; empty for the entry as a whole."""
    wrong: tuple[Fault, ...] = tuple(why.details.get("faults", ()))
    return {each.field: fault_words(each) for each in wrong} or {"": said(why)}


def fault_words(fault: Fault) -> str:
    """Return a fault's sentence in the reader's language."""
    return fault.vi if language() == "vi" else fault.en


def private(page: str, status: int = 200) -> Response:
    """Return an answer that nobody may keep."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
