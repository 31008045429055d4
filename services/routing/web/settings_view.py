"""The catalogue as the pages of settings show it: in force, with one's own draft on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response, current_app, make_response, render_template, request

from services.kit.failures import Rejected
from services.kit.web import language
from services.kit.web.statuses import DEFAULT_STATUS
from services.routing.domain.amending.acts import APPROVE, CHANGE, EMPTY, PROPOSE, WITHDRAW, may
from services.routing.domain.amending.amendment import Amendment
from services.routing.domain.amending.edits import applied
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.policies.verdict import Allow
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.amending import Wish
from services.routing.web.current import actor, application
from services.routing.web.settings_words import told
from services.routing.wiring.amending import Amending

WISHES = (CHANGE, PROPOSE, APPROVE, WITHDRAW)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is in force, and what it is with the draft that is being written."""

    present: Mapping[str, Any]
    catalog: Mapping[str, Any]
    draft: Amendment | None

    @property
    def touched(self) -> set[tuple[str, str]]:
        """Return the records that the draft changes."""
        return {each.place for each in self.draft.edits} if self.draft else set()


def amending() -> Amending:
    """Return the use cases."""
    found = application().amending
    if found is None:
        raise RuntimeError("the pages of settings are registered where the catalogue can be changed")
    return found


def writes() -> bool:
    """Return whether whoever is signed in may change the catalogue."""
    return actor().role == ADMINISTRATOR


def view() -> View:
    """Return the catalogue as one's own draft would have it. `change` in the address names another draft."""
    present = amending().edit.present()
    draft = _draft()
    return View(present=present, catalog=applied(present, draft.edits) if draft else present, draft=draft)


def keep(*wishes: Wish) -> Amendment:
    """Write into the draft that the form belongs to, or into a new one. Raises `Rejected`."""
    if not wishes:
        raise Rejected(EMPTY.slug, EMPTY.vi, EMPTY.en)
    number = request.form.get("change", type=int)
    return amending().edit(wishes, actor(), number, request.form.get("version", type=int) if number else None)


def today() -> date:
    """Return the day in the province."""
    return now().astimezone(VIETNAM).date()


def now() -> datetime:
    """Return the moment of the request."""
    return application().clock.now()


def allowed(one: Amendment) -> dict[str, bool]:
    """Return what whoever is signed in may do to an amendment now."""
    return {wish: isinstance(may(wish, one, actor()), Allow) for wish in WISHES}


def sentences(why: Rejected) -> list[str]:
    """Return a refusal in the reader's language, then each problem on its own."""
    vietnamese = language() == "vi"
    problems = [each.vi if vietnamese else each.en for each in why.details.get("problems", ())]
    return [why.vi if vietnamese else why.en, *problems]


def status_of(why: Rejected) -> int:
    """Return the HTTP status of a refusal."""
    status: int = current_app.extensions["problem-statuses"].get(why.slug, DEFAULT_STATUS)
    return status


def page(template: str, status: int = 200, refused: Rejected | None = None, **more: Any) -> Response:
    """Return a page that nobody else may keep; with why something was refused."""
    said: Sequence[str] = sentences(refused) if refused else []
    body = render_template(f"desk/settings/{template}.html", refused=said, writes=writes(), told=told, day=day, **more)
    response = make_response(body, status_of(refused) if refused else status)
    response.headers["Cache-Control"] = "no-store"
    return response


def day(iso: str | None) -> str:
    """Return a day as people write it; a dash for none."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else "…"


def _draft() -> Amendment | None:
    number = request.values.get("change", type=int)
    if number:
        found = amending().find.one(number)
        return found if found.is_open else None
    return amending().find.draft_of(actor()) if writes() else None
