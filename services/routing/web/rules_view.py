"""Rule sets as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from flask import Response, current_app, make_response, render_template

from services.kit.failures import Rejected
from services.kit.web import language
from services.kit.web.statuses import DEFAULT_STATUS
from services.routing.domain.policies.verdict import Allow
from services.routing.domain.rule_editing import Difference, differences
from services.routing.domain.rule_set import RuleSet
from services.routing.domain.rule_set_acts import ACTIVATE, APPROVE, CHANGE, ROLL_BACK, SIMULATE, WITHDRAW, may
from services.routing.domain.rule_words import RuleNames, names_of, sentence
from services.routing.usecases.rules import Seen
from services.routing.web.current import actor, application
from services.routing.wiring.rules import Rules

#: Lines of a simulation's table on the page; the rest is counted.
MOST_SHOWN = 25
WISHES = (CHANGE, SIMULATE, APPROVE, ACTIVATE, WITHDRAW, ROLL_BACK)


def rules() -> Rules:
    """Return the use cases."""
    found = application().rules
    if found is None:
        raise RuntimeError("the rules' pages are registered where there are rule sets")
    return found


def names() -> RuleNames:
    """Return the names of what rules call by slugs."""
    return names_of(application().catalogs.known() or {})


def set_page(number: int, refused: Rejected | None = None, typed: Mapping[str, str] | None = None) -> Response:
    """Show a set; with why something was refused, and what was typed."""
    seen, called = rules().find.one(number), names()
    one = seen.rule_set
    page = render_template(
        "desk/rules/set.html",
        seen=seen,
        one=one,
        names=called,
        sentence=lambda rule: sentence(rule, called),
        may={wish: allowed(wish, one) for wish in WISHES},
        problems=rules().checking.problems(one.content) if one.is_open else [],
        differences=_differences(seen),
        refused=told(refused) if refused else [],
        typed=typed or {},
        shown=MOST_SHOWN,
        as_day=lambda text: date.fromisoformat(text),
    )
    return private(page, status_of(refused) if refused else 200)


def allowed(wish: str, one: RuleSet) -> bool:
    """Return whether whoever is signed in may do this to a set now."""
    found = rules()
    return isinstance(may(wish, one, found.find.sets.all(), actor(), now()), Allow)


def now() -> datetime:
    """Return the moment of the request."""
    return application().clock.now()


def told(why: Rejected) -> list[str]:
    """Return a refusal in the reader's language, then each problem on its own."""
    vietnamese = language() == "vi"
    problems = [each.vi if vietnamese else each.en for each in why.details.get("problems", ())]
    return [why.vi if vietnamese else why.en, *problems]


def status_of(why: Rejected) -> int:
    """Return the HTTP status of a refusal."""
    status: int = current_app.extensions["problem-statuses"].get(why.slug, DEFAULT_STATUS)
    return status


def private(page: str, status: int = 200) -> Response:
    """Return a page that nobody else may keep."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _differences(seen: Seen) -> list[Difference]:
    if seen.present is None or seen.present.number == seen.rule_set.number:
        return []
    return differences(seen.present.content, seen.rule_set.content)


def as_typed(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rule as the form shows it."""
    when, called = rule["when"], asdict(names())
    answers = (when.get("answers") or {}).items()
    hours = when.get("working_time")
    return {
        **{name: rule.get(name) or "" for name in ("id", "agency", "why_vi", "why_en", "valid_from", "valid_to")},
        **{name: list(when.get(name) or ()) for name in ("category", "channel", "urgency", "kind")},
        "area": "\n".join(f"{code} {called['areas'].get(code, '')}".strip() for code in when.get("area") or ()),
        "answers": "\n".join(f"{question} = {', '.join(values)}" for question, values in answers),
        "working_time": "" if hours is None else "in" if hours else "out",
    }
