"""How each way in is understood: a form, a JSON body, an operator's call. Each becomes the same command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.intake.usecases.register_case import RegisterCase
from services.kit.events import Place

Fields = Mapping[str, Any]
ANSWER = "answers/"
#: Why a case that an operator answers goes to no agency: not doubted, but a person's all the same.
ANSWERED_BY_OPERATOR = "answered-by-operator"


def from_form(form: Fields, language: str) -> RegisterCase:
    """Return what the web form says. Boxes that were not ticked are not sent, so they are off."""
    return RegisterCase(
        channel="web",
        client_key=form.get("client_key", ""),
        text=form.get("text", ""),
        title=form.get("title", ""),
        category=form.get("category") or None,
        area=form.get("area") or None,
        address=form.get("address", ""),
        urgency="urgent" if form.get("urgency") == "urgent" else "normal",
        language=language,
        name=form.get("name", ""),
        phone=form.get("phone", ""),
        email=form.get("email", ""),
        share_contact=form.get("share_contact") == "yes",
        private=form.get("private") == "yes",
        place=_place(form.get("latitude", ""), form.get("longitude", "")),
        answers=_answers(form),
    )


def from_json(body: Fields, client_key: str) -> RegisterCase:
    """Return what a checked `CaseSchema` body says."""
    return RegisterCase(channel="web", client_key=client_key, **_common(body))


def from_call(body: Fields, operator: str) -> RegisterCase:
    """Return what a checked `CallCaseSchema` body says. `operator` is noted as who typed it, nowhere else."""
    return RegisterCase(
        channel="hotline",
        client_key=f"{body['call_id']}/{body['matter']}",
        caller=body.get("caller") or "",
        filed_by=operator,
        doubts=(ANSWERED_BY_OPERATOR,) if body.get("keep") else (),
        **_common(body),
    )


def _common(body: Fields) -> dict[str, Any]:
    contact = body.get("contact") or {}
    return {
        "text": body["text"],
        "title": body.get("title") or "",
        "category": body.get("category") or None,
        "area": body.get("area") or None,
        "address": body.get("address") or "",
        "urgency": body["urgency"],
        "kind": body["kind"],
        "language": body["language"],
        "name": contact.get("name") or "",
        "phone": contact.get("phone") or "",
        "email": contact.get("email") or "",
        "share_contact": body["share_contact"],
        "private": body["private"],
        "place": Place(**body["place"]) if body.get("place") else None,
        "answers": body["answers"],
    }


def _answers(form: Fields) -> dict[str, str]:
    """Return the answers by question; the form names them `answers/<question>`."""
    return {name.removeprefix(ANSWER): value for name, value in form.items() if name.startswith(ANSWER)}


def _place(latitude: str, longitude: str) -> Place | None:
    """Return the place that the browser filled in; nobody types it, so what is no place is left out without a word."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return Place(latitude=north, longitude=east) if abs(north) <= 90 and abs(east) <= 180 else None
