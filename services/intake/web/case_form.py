"""The form: one page that works without JavaScript, and a receipt page that may be reloaded without filing again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, session, url_for
from flask_wtf.csrf import validate_csrf
from pymongo.errors import PyMongoError
from werkzeug.wrappers import Response as AnyResponse
from wtforms.validators import ValidationError

from services.intake.domain.questions import Question
from services.intake.usecases.register_case import RegisteredCase
from services.intake.web.admission import admitted, check
from services.intake.web.application import application
from services.intake.web.choices import area_groups, category_groups
from services.intake.web.device import remember_device, seconds_since, stamp
from services.intake.web.readers import ANSWER, from_form
from services.intake.web.receipt import promise, tracking_url
from services.intake.web.uploads import MOST_BYTES, uploads
from services.kit.failures import Rejected, Retryable
from services.kit.storage.mongo import is_outage
from services.kit.web import allow_body, language

#: People do not see this field; machines fill in whatever there is.
HONEYPOT = "website"
_OWN_STATUS = {"blocked": 403, "slow-down": 429, "proof-needed": 428}

form = Blueprint("form", __name__)


@form.get("/")
def ask() -> Response:
    """Show an empty form with a new client key; `?category=` chooses one in advance."""
    page = _page({"client_key": _new_key(), "category": request.args.get("category", "")}, {}, 200)
    remember_device(page)
    return page


@form.post("/")
@allow_body(MOST_BYTES)
def file() -> AnyResponse:
    """File the case and lead to the receipt, or show the form again with what is wrong."""
    values = request.form.to_dict()
    if not is_our_form(values.get("csrf_token")):
        return _page(values, {"form": _say("form_page.stale")}, 400)
    try:
        case = _filed(values)
    except Rejected as refusal:
        return _refused(values, refusal)
    except (Retryable, PyMongoError) as trouble:
        # The words stay in the form, and the key with them: if the case was stored after all, it is not stored twice.
        if not (isinstance(trouble, Retryable) or is_outage(trouble)):
            raise
        return _page(values, {"form": _say("form_page.away")}, 503)
    key = values.get("client_key", "")
    session["receipt"] = [case.code, case.pin, promise(case, "vi"), promise(case, "en"), key]
    return redirect(url_for("form.show_receipt"), 303)


@form.get("/cau-hoi")
def questions() -> str:
    """Show the questions of `?category=` alone: the page puts them in where scripts run."""
    return render_template("questions.html", values={}, errors={}, questions=_asked(request.args.get("category", "")))


@form.get("/da-gui")
def show_receipt() -> AnyResponse:
    """Show the receipt of the case this browser filed last."""
    if "receipt" not in session:
        return redirect(url_for("form.ask"), 303)
    code, pin, said_vi, said_en, key = session["receipt"]
    said = said_vi if language() == "vi" else said_en
    page = render_template("receipt.html", code=code, pin=pin, said=said, tracking=tracking_url(code), client_key=key)
    return private(page)


def _filed(values: dict[str, str]) -> RegisteredCase:
    app = application()
    command, filled_in = from_form(values, language()), seconds_since(values.get("opened", ""))
    trapped = bool(values.get(HONEYPOT, "").strip())
    if trapped:
        check(command, filled_in=filled_in, honeypot=True)
    else:
        command = admitted(command, values.get("altcha", ""), filled_in=filled_in)
    files = uploads()
    command = replace(command, attachments=app.attachments.keep(files) if files else ())
    # What is trapped gets the same answer, so that a machine learns nothing and a person loses nothing.
    return (app.trap if trapped else app.registrar).register(command)


def _refused(values: dict[str, Any], refusal: Rejected) -> Response:
    if refusal.slug in ("idempotency-key-reused", "client-key-not-valid"):
        # They came back to a sent form and changed it: that is a new case, if they say so once more.
        return _page({**values, "client_key": _new_key()}, {"form": _say("form_page.sent_before")}, 409)
    page = _page(values, _sentences(refusal), _OWN_STATUS.get(refusal.slug, 422), refusal.details.get("challenge"))
    if "retry_after" in refusal.details:
        page.headers["Retry-After"] = str(refusal.details["retry_after"])
    return page


def is_our_form(token: str | None) -> bool:
    """Return whether a form came from a page of ours, for views that let nobody read the body before them."""
    try:
        validate_csrf(token)
    except ValidationError:
        return False
    return True


def _page(values: dict[str, Any], errors: dict[str, str], status: int, challenge: Any = None) -> Response:
    page = render_template(
        "case_form.html",
        values={**values, "opened": values.get("opened") or stamp()},
        errors=errors,
        challenge=challenge,
        away=status == 503,
        questions=_asked(values.get("category", "")),
        **choices(),
    )
    return private(page, status)


def _asked(category: str) -> Sequence[Question]:
    app = application()
    found = app.look_up.reference(app.clock.now()).categories.get(category)
    return found.questions if found else ()


def choices() -> dict[str, Any]:
    """Return what the form's lists show today, in the reader's language."""
    app = application()
    today = app.look_up.reference(app.clock.now())
    return {"categories": category_groups(today, language()), "areas": area_groups(today)}


def private(page: str, status: int = 200) -> Response:
    """What holds a citizen's words is for this browser only, and not for its cache."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sentences(refusal: Rejected) -> dict[str, str]:
    """Return field → sentence in the reader's language; a file's refusal stands under `files`, the whole's `form`."""
    key = "detail" if language() == "vi" else "detail_en"
    faults = refusal.details.get("errors", [])
    sentence = refusal.vi if language() == "vi" else refusal.en
    whole = {"files" if "file" in refusal.details else "form": sentence}
    return {_field(fault["pointer"]): fault[key] for fault in faults} or whole


def _field(pointer: str) -> str:
    """Return the form's name of a field: `#/contact/phone` is `phone` there, `#/answers/x` keeps both words."""
    path = pointer.removeprefix("#/")
    return path if path.startswith(ANSWER) else path.rpartition("/")[2]


def _say(key: str) -> str:
    return str(current_app.extensions["texts"].say(key))


def _new_key() -> str:
    return secrets.token_urlsafe(16)
