"""The desk's menu: what is where, and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Flask, current_app, request
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from services.routing.domain.roles import (
    ADMINISTRATOR,
    AGENCY_LEADER,
    CENTRE_ROLES,
    EDITOR,
    LEADER,
    OFFICER,
    SHIFT_LEAD,
)
from services.routing.web.current import application

EVERYBODY = frozenset({*CENTRE_ROLES, OFFICER, AGENCY_LEADER, ADMINISTRATOR, LEADER})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: shown to these roles, once there is such a page."""

    path: str
    words: str
    roles: frozenset[str]


NAVIGATION = (
    Entry("/desk", "desk.nav.inbox", EVERYBODY),
    Entry("/desk/calls", "desk.nav.calls", CENTRE_ROLES),
    Entry("/desk/triage", "desk.nav.triage", CENTRE_ROLES),
    Entry("/desk/dossiers", "desk.nav.dossiers", CENTRE_ROLES),
    Entry("/desk/incidents", "desk.nav.incidents", CENTRE_ROLES),
    Entry("/desk/knowledge", "desk.nav.knowledge", EVERYBODY | {EDITOR}),
    Entry("/desk/publications", "desk.nav.publications", frozenset({EDITOR, SHIFT_LEAD})),
    Entry("/desk/texts", "desk.nav.texts", EVERYBODY - {LEADER}),
    Entry("/desk/agencies", "desk.nav.agencies", EVERYBODY - {LEADER}),
    Entry("/desk/rules", "desk.nav.rules", frozenset({ADMINISTRATOR, SHIFT_LEAD, LEADER})),
    Entry("/desk/looks", "desk.nav.looks", frozenset({ADMINISTRATOR, SHIFT_LEAD})),
    Entry("/desk/users", "desk.nav.users", frozenset({ADMINISTRATOR})),
    Entry("/desk/audit", "desk.nav.audit", frozenset({ADMINISTRATOR})),
    Entry("/desk/settings", "desk.nav.settings", frozenset({ADMINISTRATOR, SHIFT_LEAD})),
)


def register(app: Flask) -> None:
    """Give the desk's frame its menu."""
    app.jinja_env.globals.update(menu=menu, is_here=is_here, current_entry=current_entry)
    app.jinja_env.globals.update(agency_name=_agency_name, has_page=has_page)


def menu(role: str) -> list[Entry]:
    """Return the lines for a role, in order; what is not there yet is not shown."""
    served = set(_served())
    return [entry for entry in NAVIGATION if role in entry.roles and entry.path in served]


def is_here(entry: Entry) -> bool:
    """Return whether the current page belongs to this line."""
    if entry.path == "/desk":
        return request.path in ("/desk", "/desk/") or request.path.startswith(("/desk/cases", "/desk/search"))
    return request.path.startswith(entry.path)


def current_entry(entries: Sequence[Entry]) -> Entry | None:
    """Return the line to which the current page belongs, if any."""
    return next((entry for entry in entries if is_here(entry)), None)


def has_page(path: str) -> bool:
    """Return whether some screen serves this address: a part that another screen owns is shown where it is."""
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method="GET")
    except (NotFound, MethodNotAllowed, RequestRedirect):
        return False
    return bool(endpoint != "case_page.back_from")


def _served() -> Iterator[str]:
    for rule in current_app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            yield str(rule.rule).rstrip("/") or "/"


def _agency_name(slug: str) -> str:
    """Return an agency's name as the catalogue has it; its slug where it has none."""
    known = application().catalogs.known() or {}
    return next((str(each["name"]) for each in known.get("agencies", ()) if each["slug"] == slug), slug)
