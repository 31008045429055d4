"""GET /api/cases and /api/cases/<code>: the published cases as open data."""

from __future__ import annotations

from typing import Any

from services.kit.web import Operations, limit_rate
from services.publish.domain.days import month_of
from services.publish.domain.public_case import PublicCase
from services.publish.usecases.list_public import Page
from services.publish.web.current import READING_RATE, application
from services.publish.web.parameters import CODE
from services.publish.web.schemas import PageSchema, PublicCaseSchema, QuestionSchema

cases = Operations("cases", __name__, url_prefix="/api/cases", description="Published cases, for everybody")


@cases.route("", methods=["GET"])
@cases.arguments(QuestionSchema, location="query")
@cases.response(200, PageSchema)
@cases.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(READING_RATE)
def list_cases(question: dict[str, Any]) -> Page:
    """List published cases, the latest answer first."""
    month = month_of(question.pop("month", ""))
    return application().list_public(question.pop("q"), month=month, **question)


@cases.route("/<code>", methods=["GET"], parameters=[CODE])
@cases.response(200, PublicCaseSchema)
@cases.alt_response(404, "NOT_FOUND")
@cases.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(READING_RATE)
def show_case(code: str) -> PublicCase:
    """Show one published case."""
    return application().show_case(code)
