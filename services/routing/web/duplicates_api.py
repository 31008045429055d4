"""/api/desk/…/duplicates: cases that may be about the same matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.kit.web import TOKEN_NEEDED, Operations, require
from services.routing.domain.roles import OPERATOR, SHIFT_LEAD
from services.routing.usecases.merging import Duplicate, FindDuplicates
from services.routing.web.current import actor, application
from services.routing.web.desk_api import CODE
from services.routing.web.duplicates_schemas import DraftReportSchema, DuplicatesSchema, report_of_draft

duplicates_api = Operations("duplicates-api", __name__, url_prefix="/api/desk", description="Cases about one matter")


@duplicates_api.route("/cases/<code>/duplicates", methods=["GET"], parameters=[CODE])
@require(OPERATOR, SHIFT_LEAD)
@duplicates_api.doc(**TOKEN_NEEDED)
@duplicates_api.response(200, DuplicatesSchema)
@duplicates_api.alt_response(404, "NOT_FOUND")
def find_duplicates(code: str) -> dict[str, Any]:
    """Find cases that may be about the same matter as this one: by place, topic, time and words."""
    return _listed(_find().of(application().find_cases.one(code, actor())))


@duplicates_api.route("/duplicates", methods=["POST"])
@require(OPERATOR, SHIFT_LEAD)
@duplicates_api.doc(**TOKEN_NEEDED)
@duplicates_api.arguments(DraftReportSchema)
@duplicates_api.response(200, DuplicatesSchema)
def find_duplicates_of_draft(body: dict[str, Any]) -> dict[str, Any]:
    """Find cases that may be about what somebody is just telling. Nothing is kept."""
    return _listed(_find().like(report_of_draft(body)))


def _listed(found: Sequence[Duplicate]) -> dict[str, Any]:
    return {"duplicates": [_shown(each) for each in found]}


def _shown(each: Duplicate) -> dict[str, Any]:
    report = each.report
    return {
        **{name: getattr(report, name) for name in ("code", "title", "state", "agency", "category", "area")},
        "received_at": report.at,
        "followers": report.followers,
        "score": each.likeness.score,
        "why": each.likeness.why,
    }


def _find() -> FindDuplicates:
    merging = application().merging
    if merging is None:
        raise TypeError("nothing is compared here")
    return merging.find_duplicates
