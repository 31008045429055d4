"""The form: one page, no JavaScript, and a receipt page that may be reloaded without filing again."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, session, url_for
from flask_wtf.csrf import validate_csrf
from pymongo.errors import PyMongoError
from werkzeug.wrappers import Response as AnyResponse
from wtforms.validators import ValidationError

from services.intake.web.application import application
from services.intake.web.choices import area_groups, category_groups
from services.intake.web.readers import from_form
from services.intake.web.receipt import promise, tracking_url
from services.kit.failures import Rejected, Retryable
from services.kit.storage.mongo import is_outage
from services.kit.web import language

form = Blueprint("form", __name__)


@form.get("/")
def ask() -> Response:
    """Show an empty form with a new client key; `?category=` chooses one in advance."""
    return _page({"client_key": _new_key(), "category": request.args.get("category", "")}, {}, 200)


@form.post("/")
def file() -> AnyResponse:
    """File the case and lead to the receipt, or show the form again with what is wrong."""
    values = request.form.to_dict()
    if not _is_our_form(values.get("csrf_token")):
        return _page(values, {"form": _say("form_page.stale")}, 400)
    try:
        case = application().registrar.register(from_form(values, language()))
    except Rejected as refusal:
        if refusal.slug in ("idempotency-key-reused", "client-key-not-valid"):
            # They came back to a sent form and changed it: that is a new case, if they say so once more.
            return _page({**values, "client_key": _new_key()}, {"form": _say("form_page.sent_before")}, 409)
        return _page(values, _sentences(refusal), 422)
    except (Retryable, PyMongoError) as trouble:
        # The words stay in the form, and the key with them: if the case was stored after all, it is not stored twice.
        if not (isinstance(trouble, Retryable) or is_outage(trouble)):
            raise
        return _page(values, {"form": _say("form_page.away")}, 503)
    session["receipt"] = [case.code, case.pin, promise(case, "vi"), promise(case, "en")]
    return redirect(url_for("form.show_receipt"), 303)


@form.get("/da-gui")
def show_receipt() -> AnyResponse:
    """Show the receipt of the case this browser filed last."""
    if "receipt" not in session:
        return redirect(url_for("form.ask"), 303)
    code, pin, said_vi, said_en = session["receipt"]
    said = said_vi if language() == "vi" else said_en
    return _private(render_template("receipt.html", code=code, pin=pin, said=said, tracking=tracking_url(code)))


def _is_our_form(token: str | None) -> bool:
    try:
        validate_csrf(token)
    except ValidationError:
        return False
    return True


def _page(values: dict[str, Any], errors: dict[str, str], status: int) -> Response:
    app = application()
    today = app.look_up.reference(app.clock.now())
    page = render_template(
        "case_form.html",
        values=values,
        errors=errors,
        categories=category_groups(today, language()),
        areas=area_groups(today),
    )
    return _private(page, status)


def _private(page: str, status: int = 200) -> Response:
    """What holds a citizen's words is for this browser only, and not for its cache."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sentences(refusal: Rejected) -> dict[str, str]:
    """Return field → sentence in the reader's language; a refusal of the whole stands under `form`."""
    key = "detail" if language() == "vi" else "detail_en"
    faults = refusal.details.get("errors", [])
    whole = {"form": refusal.vi if language() == "vi" else refusal.en}
    return {fault["pointer"].rpartition("/")[2]: fault[key] for fault in faults} or whole


def _say(key: str) -> str:
    return str(current_app.extensions["texts"].say(key))


def _new_key() -> str:
    return secrets.token_urlsafe(16)
