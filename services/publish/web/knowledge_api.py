"""GET /api/knowledge and /api/knowledge/<code>: the knowledge base for the app and other programs."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.kit.web import Operations, limit_rate
from services.publish.domain.knowledge import KINDS, LEVELS, KnowledgeEntry
from services.publish.usecases.knowledge import Wanted
from services.publish.usecases.knowledge.browse import LAST_PAGE
from services.publish.web.current import READING_RATE, application
from services.publish.web.knowledge import path_of

entries = Operations(
    "knowledge_api", __name__, url_prefix="/api/knowledge", description="Procedures, questions, events and more"
)
CODE: dict[str, Any] = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "The entry's code.",
    "schema": {"type": "string"},
}


class KnowledgeQuestionSchema(Schema):
    """What is looked for."""

    q = fields.String(
        load_default="",
        validate=validate.Length(max=200),
        metadata={"description": "Words, or a whole question; with or without diacritics.", "example": "khai sinh"},
    )
    kind = fields.String(load_default=None, validate=validate.OneOf(KINDS))
    level = fields.String(
        load_default=None, validate=validate.OneOf(LEVELS), metadata={"description": "Of procedures."}
    )
    field = fields.String(
        load_default=None, validate=validate.Length(1, 200), metadata={"description": "Of procedures, as shown."}
    )
    agency = fields.String(load_default=None, validate=validate.Length(1, 100), metadata={"description": "Slug."})
    page = fields.Integer(
        load_default=1, validate=validate.Range(1, LAST_PAGE), metadata={"description": "Page, from 1."}
    )


class KnowledgeEntrySchema(Schema):
    """A public entry."""

    code = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    title = fields.String(required=True, metadata={"description": "Vietnamese."})
    path = fields.String(required=True, metadata={"description": "Path of its page."})
    content = fields.Dict(
        required=True,
        metadata={
            "description": "Its fields: title_vi, title_en, body_vi, body_en, source, valid_from, valid_to; of a "
            "procedure level, field, agency_name, papers, ways, steps, days, time_limit, fee, legal_basis, notes; of "
            "an event from_day, to_day, hours, place. Days are ISO 8601."
        },
    )
    changed_at = fields.AwareDateTime(required=True, format="iso", metadata={"description": "Last change."})


class KnowledgePageSchema(Schema):
    """Some entries: the best first where something is looked for, events by day, all else by title."""

    entries = fields.List(fields.Nested(KnowledgeEntrySchema), required=True)
    number = fields.Integer(required=True)
    total = fields.Integer(required=True)
    more = fields.Boolean(required=True)
    loosely = fields.Boolean(
        required=True, metadata={"description": "Nothing has all the words; these have many of them."}
    )


@entries.route("", methods=["GET"])
@entries.arguments(KnowledgeQuestionSchema, location="query")
@entries.response(200, KnowledgePageSchema)
@entries.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(READING_RATE)
def list_entries(question: dict[str, Any]) -> dict[str, Any]:
    """Search and browse what is public today."""
    page = application().knowledge.browse(Wanted(query=question.pop("q"), **question))
    shown = [_shown(each) for each in page.entries]
    return {
        "entries": shown,
        "number": page.number,
        "total": page.total,
        "more": page.more,
        "loosely": page.loosely,
    }


@entries.route("/<code>", methods=["GET"], parameters=[CODE])
@entries.response(200, KnowledgeEntrySchema)
@entries.alt_response(404, "NOT_FOUND")
@entries.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(READING_RATE)
def show_entry(code: str) -> dict[str, Any]:
    """Show one entry that is public today."""
    return _shown(application().knowledge.browse.one(code))


def _shown(entry: KnowledgeEntry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "kind": entry.kind,
        "title": entry.title("vi"),
        "path": path_of(entry.kind, entry.code),
        "content": entry.content,
        "changed_at": entry.changed_at,
    }
