"""/desk/knowledge/suggest: what may answer a question, to be put into an answer; the same as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request
from marshmallow import Schema, fields, validate

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import TOKEN_NEEDED, Operations, require
from services.routing.domain.knowledge.entry import Kind
from services.routing.usecases.knowledge import Offered
from services.routing.web.current import actor, application
from services.routing.web.knowledge_view import READERS, knowledge, private

LONGEST_QUESTION, LONGEST_TEXT = 200, 2_000
TARGETS = ("content-text", "file-answer")

knowledge_picker = Blueprint("knowledge_picker", __name__, url_prefix="/desk/knowledge")
knowledge_api = Operations(
    "knowledge", __name__, url_prefix="/api/desk/knowledge", description="Look-up in the knowledge base"
)


@knowledge_picker.get("/suggest")
@require(*READERS)
def suggest() -> Response:
    """Show what fits the words `q`; without any, what fits the case `code`."""
    words = visible_line(request.args.get("q", ""))[:LONGEST_QUESTION]
    return _picked(words or _of_case(request.args.get("code", "")), request.args.get("target", ""))


@knowledge_picker.post("/suggest")
@require(*READERS)
def suggest_for_text() -> Response:
    """The same for what is being typed: sent, not asked for, because words of citizens stand in no address."""
    words = visible_line(request.form.get("q", "") or request.form.get("text", ""))[:LONGEST_TEXT]
    return _picked(words, request.form.get("target", ""))


class QuestionSchema(Schema):
    """What is looked for."""

    q = fields.String(
        required=True,
        validate=validate.Length(1, LONGEST_QUESTION),
        metadata={"description": "Words, or a whole question; diacritics make no difference."},
    )
    kind = fields.String(load_default=None, validate=validate.OneOf([each.value for each in Kind]))
    language = fields.String(load_default="vi", validate=validate.OneOf(("vi", "en")))


class OfferedSchema(Schema):
    """A published entry that is valid today."""

    code = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf([each.value for each in Kind]))
    title = fields.String(required=True)
    words = fields.String(required=True, metadata={"description": "What it would put into an answer."})


class OffersSchema(Schema):
    """Best first, at most eight."""

    entries = fields.List(fields.Nested(OfferedSchema), required=True)


@knowledge_api.route("", methods=["GET"])
@require(*READERS)
@knowledge_api.doc(**TOKEN_NEEDED)
@knowledge_api.arguments(QuestionSchema, location="query")
@knowledge_api.response(200, OffersSchema)
def look_up(query: dict[str, Any]) -> dict[str, Any]:
    """Look up what may answer a question now."""
    kind = Kind(query["kind"]) if query["kind"] else None
    return {"entries": knowledge().find.offer(query["q"], query["language"], kind)}


def _picked(words: str, target: str) -> Response:
    offered: Sequence[Offered] = knowledge().find.offer(words)
    named = target if target in TARGETS else TARGETS[0]
    return private(render_template("desk/knowledge/picked.html", offered=offered, target=named, words=words))


def _of_case(code: str) -> str:
    """Whoever may not see the case is told nothing about it."""
    try:
        case = application().find_cases.one(code, actor()) if code else None
    except Rejected:
        case = None
    return f"{case.submission.title} {case.submission.text}"[:LONGEST_TEXT] if case else ""
