"""/bo-sung: a citizen adds words and files to a case of theirs, sent here by the portal, which knows whose it is."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, current_app, make_response, redirect, render_template, request, session, url_for
from pymongo.errors import PyMongoError
from werkzeug.wrappers import Response

from services.intake.usecases.supplement_case import SupplementCase
from services.intake.web.application import application
from services.intake.web.case_form import is_our_form
from services.intake.web.statuses import STATUSES
from services.intake.web.uploads import MOST_BYTES, uploads
from services.kit import own_links
from services.kit.failures import Rejected, Retryable
from services.kit.storage.mongo import is_outage
from services.kit.web import allow_body, language

addition = Blueprint("addition", __name__)

_KEY, _DONE = "adding", "added"
#: Nobody reads what is added to these any more.
OVER = ("answered", "withdrawn")


@addition.get("/bo-sung/<proof>")
def come(proof: str) -> Response:
    """Take the portal's proof and lead to the form, whose address says nothing. Raises `Rejected` as proofs do."""
    app = application()
    code = own_links.opened(proof, app.settings.link_key, own_links.ADD, app.clock.now())
    session[_KEY] = [code, proof]
    answer = redirect(url_for("addition.ask"), 303)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return _private(answer)


@addition.get("/bo-sung")
def ask() -> Response:
    """Show the form for the case that this browser was sent with, or the way to get here."""
    code = _case()
    if code is None:
        return redirect(f"{application().settings.public_url}/tra-cuu", 303)
    return _page(code, {"client_key": secrets.token_urlsafe(16)}, {}, 200)


@addition.post("/bo-sung")
@allow_body(MOST_BYTES)
def add() -> Response:
    """Store the addition once and say so, or show the form again with what was typed."""
    values, code = request.form.to_dict(), _case()
    if code is None:
        return redirect(f"{application().settings.public_url}/tra-cuu", 303)
    if not is_our_form(values.get("csrf_token")):
        return _page(code, values, {"text": _say("form_page.stale")}, 400)
    try:
        _add(code, values)
    except Rejected as refused:
        said = refused.vi if language() == "vi" else refused.en
        field = "files" if "file" in refused.details else "text"
        return _page(code, values, {field: said}, STATUSES.get(refused.slug, 422))
    except (Retryable, PyMongoError) as trouble:
        if not (isinstance(trouble, Retryable) or is_outage(trouble)):
            raise
        return _page(code, values, {"text": _say("form_page.away")}, 503)
    session[_DONE] = code
    return redirect(url_for("addition.done"), 303)


@addition.get("/bo-sung/da-nhan")
def done() -> Response:
    """Say that it has come, and lead back to the case."""
    code = session.get(_DONE)
    if code is None:
        return redirect(url_for("addition.ask"), 303)
    return _private(make_response(render_template("added.html", code=code)))


def _add(code: str, values: dict[str, str]) -> None:
    app = application()
    progress = app.progress.find(code)
    if progress and progress.status in OVER:
        raise Rejected(
            "case-over",
            "Phản ánh đã được trả lời hoặc đã rút. Nếu việc chưa xong, xin cho biết ở trang tra cứu, "
            "hoặc gửi phản ánh mới.",
            "The case has been answered or taken back. If it is not settled, please say so on its page, "
            "or file a new one.",
        )
    files = uploads()
    kept = app.attachments.keep(files) if files else ()
    key = values.get("client_key", "")[:100] or secrets.token_urlsafe(16)
    app.supplementer.add(
        SupplementCase(
            code=code, channel="web", client_key=f"addition:{key}", text=values.get("text", ""), attachments=kept
        )
    )


def _case() -> str | None:
    """Return the case that this browser may add to, while the proof it came with is good."""
    code, proof = session.get(_KEY, (None, ""))
    app = application()
    try:
        return own_links.opened(proof, app.settings.link_key, own_links.ADD, app.clock.now()) if code else None
    except Rejected:
        return None


def _page(code: str, values: dict[str, Any], errors: dict[str, str], status: int) -> Response:
    progress = application().progress.find(code)
    waits = progress is not None and progress.status == "waiting"
    page = render_template(
        "addition.html", code=code, values=values, errors=errors, waiting=progress if waits else None
    )
    return _private(make_response(page, status))


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _say(key: str) -> str:
    return str(current_app.extensions["texts"].say(key))
