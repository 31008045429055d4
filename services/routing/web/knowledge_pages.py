"""/desk/knowledge/entries: one entry, its history, its form; publishing and withdrawing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import language, require
from services.kit.web.problems import of_rejected
from services.routing.domain.knowledge.checking import written_of
from services.routing.domain.knowledge.entry import Entry, Kind
from services.routing.domain.knowledge.fields import LEVEL_WORDS, NAME, fields_of
from services.routing.domain.knowledge.wording import answer_of
from services.routing.web.calls_pages import said, say
from services.routing.web.current import actor
from services.routing.web.knowledge_view import (
    EDITORS,
    READERS,
    differing,
    knowledge,
    known_names,
    labels,
    named,
    private,
    sentences,
    writes,
)

LONGEST_NOTE = 500
DONE = ("saved", "published", "withdrawn")

knowledge_pages = Blueprint("knowledge_pages", __name__, url_prefix="/desk/knowledge")
Typed = Mapping[str, str]


@knowledge_pages.get("/entries/<code>")
@require(*READERS)
def show(code: str) -> Response:
    """Show an entry as the public would read it, what waits, and everything that was done."""
    return _entry(knowledge().find.one(code), {})


@knowledge_pages.get("/new")
@require(*EDITORS)
def new() -> Response:
    """Ask for a new entry; without a kind, for the kind first."""
    said_kind = request.args.get("kind", "")
    if said_kind not in list(Kind):
        return private(render_template("desk/knowledge/kinds.html", kinds=list(Kind)))
    return _form(Kind(said_kind), {"version": "0", **_proposed(request.args.get("proposal", ""))}, {})


@knowledge_pages.get("/entries/<code>/edit")
@require(*EDITORS)
def edit(code: str) -> Response:
    """Show an entry to be changed: its newest text."""
    entry = knowledge().find.one(code)
    typed = {**written_of(entry.kind, entry.content), "code": code, "version": str(entry.version)}
    return _form(entry.kind, typed, {})


@knowledge_pages.post("/save")
@require(*EDITORS)
def save() -> AnyResponse:
    """Store an entry; refused, show what was typed and why."""
    kind = Kind(request.form["kind"]) if request.form.get("kind") in list(Kind) else abort(400)
    code = request.form.get("code", "").strip().lower()
    written = {each.name: request.form.get(each.name, "") for each in fields_of(kind)}
    try:
        version = _version()
        if version:
            knowledge().edit.change(code, version, written, actor())
        elif proposal := request.form.get("proposal", ""):
            knowledge().proposals.draft(proposal, code, kind, written, actor())
        else:
            knowledge().edit.create(code, kind, written, actor())
    except Rejected as why:
        return _form(kind, request.form, sentences(why), of_rejected(why).status)
    return redirect(f"/desk/knowledge/entries/{code}?done=saved", 303)


@knowledge_pages.post("/entries/<code>/publish")
@require(*EDITORS)
def publish(code: str) -> AnyResponse:
    """Publish what was read."""
    return _act(code, lambda: knowledge().publish.publish(code, _version(), actor()), "published")


@knowledge_pages.post("/entries/<code>/withdraw")
@require(*EDITORS)
def withdraw(code: str) -> AnyResponse:
    """Take it away."""
    note = visible_line(request.form.get("note", ""))[:LONGEST_NOTE]
    return _act(code, lambda: knowledge().publish.withdraw(code, _version(), actor(), note), "withdrawn")


def _act(code: str, act: Callable[[], Entry], done: str) -> AnyResponse:
    try:
        act()
    except Rejected as why:
        if why.slug == "unknown-entry":
            raise
        return _entry(knowledge().find.one(code), {"": said(why)}, of_rejected(why).status)
    return redirect(f"/desk/knowledge/entries/{code}?done={done}", 303)


def _entry(entry: Entry, errors: Mapping[str, str], status: int = 200) -> Response:
    texts = knowledge().find.revisions(entry.code)
    chosen = next((each for each in texts if str(each.number) == request.args.get("revision")), None)
    shown = chosen.content if chosen else entry.content
    around: dict[str, Any] = {
        "entry": entry,
        "errors": errors,
        "texts": texts,
        "chosen": chosen,
        "content": named(shown),
        "labels": labels(entry.kind),
        "fields": fields_of(entry.kind),
        "differs": differing(entry.kind, shown, entry.live) if entry.live and shown != entry.live else [],
        "words": answer_of(entry.code, entry.kind, shown, language()),
        "writes": writes(),
        "uses": knowledge().store.uses.counts([entry.code]).get(entry.code, 0),
        "own": actor().name in entry.hands,
        "done": request.args.get("done") if request.args.get("done") in DONE else "",
    }
    return private(render_template("desk/knowledge/entry.html", **around), status)


def _form(kind: Kind, typed: Typed, errors: Mapping[str, str], status: int = 200) -> Response:
    around = {
        "kind": kind,
        "typed": typed,
        "errors": errors,
        "fields": fields_of(kind),
        "labels": labels(kind),
        "levels": list(LEVEL_WORDS),
        "level_words": LEVEL_WORDS,
        "known_fields": knowledge().find.entries.fields(),
        "names": known_names(),
        "is_new": typed.get("version") in ("0", "", None),
    }
    return private(render_template("desk/knowledge/edit.html", **around), status)


def _proposed(id_: str) -> Typed:
    """Return what an entry begins with that is made of a proposal."""
    if not id_:
        return {}
    found = knowledge().proposals.one(id_)
    return {
        "proposal": id_,
        "title_vi": " ".join(found.question.split())[:NAME],
        "body_vi": found.answer,
        "category": found.category or "",
        "source": say("knowledge.proposals.source"),
    }


def _version() -> int:
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() else 0
