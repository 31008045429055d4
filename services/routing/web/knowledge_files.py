"""/desk/knowledge/import and the files that go out: a preview of every row, then all or nothing."""

from __future__ import annotations

from contextlib import closing

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import allow_body, require
from services.kit.web.problems import of_rejected
from services.routing.adapters.knowledge_files import write_xlsx
from services.routing.domain.knowledge.entry import Kind
from services.routing.usecases.knowledge.import_entries import Plan, Verdict
from services.routing.usecases.knowledge.sheets import MOST_BYTES, Sheet
from services.routing.web.calls_pages import said, say
from services.routing.web.current import actor
from services.routing.web.knowledge_view import EDITORS, READERS, fault_words, knowledge, private

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A form around the file.
MOST_BODY = MOST_BYTES + 64 * 1024
MOST_SHOWN, GUIDE_LINES = 500, 8

knowledge_files = Blueprint("knowledge_files", __name__, url_prefix="/desk/knowledge")


@knowledge_files.get("/import")
@require(*EDITORS)
def ask() -> Response:
    """Ask for a file."""
    return _page()


@knowledge_files.post("/import")
@require(*EDITORS)
@allow_body(MOST_BODY)
def preview() -> Response:
    """Show what each row would do. Nothing is imported yet."""
    _guard()
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page({"file": say("knowledge.import.needed")}, status=422)
    said_kind = request.form.get("kind", "")
    kind = Kind(said_kind) if said_kind in list(Kind) else None
    try:
        name = visible_line(sent.filename)[:120]
        id_, plan = knowledge().import_file.preview(name, _content(sent), kind, actor())
    except Rejected as why:
        return _page({"file": said(why)}, status=of_rejected(why).status)
    return _page(plan=plan, upload=id_, name=name)


@knowledge_files.post("/import/<id_>")
@require(*EDITORS)
def confirm(id_: str) -> AnyResponse:
    """Import the file that was looked at."""
    _guard()
    try:
        plan = knowledge().import_file.confirm(id_, actor())
    except Rejected as why:
        return _page({"": said(why)}, plan=why.details.get("plan"), status=of_rejected(why).status)
    count = plan.count(Verdict.NEW) + plan.count(Verdict.CHANGED)
    return redirect(f"/desk/knowledge?waits=yes&done=imported&count={count}", 303)


@knowledge_files.get("/template.xlsx")
@require(*READERS)
def template() -> Response:
    """Give the sheets to fill in, with a guide."""
    guide = [say(f"knowledge.guide.{number}") for number in range(1, GUIDE_LINES + 1)]
    return _file(write_xlsx(knowledge().export.empty(), guide), "kho-tri-thuc-mau.xlsx")


@knowledge_files.get("/export.xlsx")
@require(*READERS)
def export() -> Response:
    """Give everything, as it can be imported again."""
    sheets: list[Sheet] = knowledge().export() or knowledge().export.empty()
    return _file(write_xlsx(sheets), "kho-tri-thuc.xlsx")


def _content(sent: FileStorage) -> bytes:
    with closing(sent):
        content: bytes = sent.read(MOST_BYTES + 1)
    return content


def _guard() -> None:
    """A browser never adds a bearer token by itself, so whoever shows one means it."""
    if "Authorization" not in request.headers:
        current_app.extensions["csrf"].protect()


def _file(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.mimetype = XLSX
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(
    errors: dict[str, str] | None = None, plan: Plan | None = None, upload: str = "", name: str = "", status: int = 200
) -> Response:
    rows = sorted(plan.rows, key=lambda each: each.verdict is not Verdict.REFUSED) if plan else []
    around = {
        "errors": errors or {},
        "plan": plan,
        "rows": rows[:MOST_SHOWN],
        "more": max(len(rows) - MOST_SHOWN, 0),
        "upload": upload,
        "name": name,
        "kinds": list(Kind),
        "verdicts": list(Verdict),
        "fault_words": fault_words,
    }
    return private(render_template("desk/knowledge/import.html", **around), status)
