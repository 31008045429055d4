"""/tra-cuu-ho-so: citizens see how far their dossier is."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from services.intake.web.admission import CANNOT, proof_needed
from services.intake.web.application import application
from services.intake.web.case_form import private
from services.intake.web.device import device, remember_device
from services.intake.web.statuses import STATUSES
from services.kit.dossiers import Found, sentences, state_of
from services.kit.dossiers.code import EXAMPLE, LONGEST
from services.kit.failures import Rejected
from services.kit.web import language
from services.kit.web.formats import VIETNAM
from services.kit.web.problems import of_rejected

dossier = Blueprint("dossier", __name__, url_prefix="/tra-cuu-ho-so")
#: Which field a refusal is about.
FIELDS = {"wrong-digits": "digits", "too-many-tries": "digits"}


@dossier.get("")
def ask() -> Response:
    """Show the form."""
    page = _page({}, {})
    remember_device(page)
    return page


@dossier.post("")
def show() -> Response:
    """Show the dossier. Sent, not asked for: the digits stand in no address."""
    typed = {name: request.form.get(name, "").strip()[: LONGEST + 1] for name in ("code", "digits")}
    try:
        _let_in(request.form.get("altcha", ""))
        found = _found(typed)
    except Rejected as why:
        return _refused(typed, why)
    # The digits are not shown again: others may come to this screen.
    return _page({"code": found.dossier.code}, {}, **_facts(found, whole=bool(typed["digits"])))


def _found(typed: dict[str, str]) -> Found:
    look_up = application().dossiers
    if typed["digits"]:
        return look_up.whole(typed["code"], typed["digits"], request.remote_addr or "")
    return look_up(typed["code"])


def _let_in(solution: str) -> None:
    """Count the question at the gate. Raises `Rejected`: blocked, slow-down, proof-needed with a `challenge`."""
    gate, known = application().gate, device()
    suspicion = gate.check(*gate.senders(address=request.remote_addr, device=known.name if known else None))
    if suspicion.suspicious and not (solution not in ("", CANNOT) and gate.proved(solution)):
        raise proof_needed()


def _facts(found: Found, *, whole: bool) -> dict[str, Any]:
    today = application().clock.now().astimezone(VIETNAM).date()
    return {
        "found": found,
        "dossier": found.dossier,
        "state": state_of(found.dossier, language()),
        "said": sentences(found.dossier, today, language()),
        "late": found.dossier.late_on(today),
        "whole": whole,
    }


def _refused(typed: dict[str, str], why: Rejected) -> Response:
    sentence = why.vi if language() == "vi" else why.en
    status = STATUSES.get(why.slug, of_rejected(why).status)
    errors = {FIELDS.get(why.slug, "code"): sentence}
    page = _page(typed, errors, status, challenge=why.details.get("challenge"))
    if "retry_after" in why.details:
        page.headers["Retry-After"] = str(why.details["retry_after"])
    return page


def _page(values: dict[str, str], errors: dict[str, str], status: int = 200, **more: Any) -> Response:
    around = {"found": None, "challenge": None, "connected": application().dossiers.connected, "example": EXAMPLE}
    return private(render_template("dossier.html", values=values, errors=errors, **{**around, **more}), status)
