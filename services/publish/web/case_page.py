"""/ca/<code>: one published case, from the question to the answer and what shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, render_template

from services.kit.web import limit_rate
from services.publish.domain.public_case import PublicCase
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application
from services.publish.web.knowledge import path_of

case_page = Blueprint("case_page", __name__)

Step = tuple[datetime, str]


@case_page.get("/ca/<code>")
@limit_rate(READING_RATE)
def show(code: str) -> Response:
    """Show what was asked, who answered when, and what. The address is the case's for good."""
    app = application()
    case = app.show_case(code)
    return cacheable(
        render_template(
            "publish/case.html",
            case=case,
            owner=owner(case),
            steps=sorted(_steps(case), key=lambda step: step[0]),
            entries=app.knowledge.relate(case),
            reference=app.reference(),
            structured=structured(case),
            path_of=path_of,
        )
    )


def owner(case: PublicCase) -> str:
    """Return the name of who is responsible for the case now: whom it was passed to last, else who answered."""
    return case.steps[-1].agency_name if case.steps else case.agency_name


def structured(case: PublicCase) -> dict[str, Any]:
    """Return the case as search engines read it: a question and its one answer (schema.org's QAPage)."""
    answer = {
        "@type": "Answer",
        "text": case.answer,
        "datePublished": case.answered_at,
        "author": {"@type": "GovernmentOrganization", "name": case.agency_name},
    }
    question = {
        "@type": "Question",
        "name": case.title,
        "text": case.text,
        "datePublished": case.received_at,
        "answerCount": 1,
        "acceptedAnswer": answer,
    }
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}


def _steps(case: PublicCase) -> Iterator[Step]:
    say = current_app.extensions["texts"].say
    yield case.received_at, say("case.received", channel=say(f"channel.{case.channel}"))
    for step in case.steps:
        yield step.at, say("case.routed", agency=step.agency_name)
        if step.accepted_at:
            yield step.accepted_at, say("case.accepted", agency=step.agency_name)
    yield case.answered_at, say("case.answered", agency=case.agency_name)
    if case.published_at:
        yield case.published_at, say("case.published")
    if case.reopened_at:
        yield case.reopened_at, say("case.reopened_step")
