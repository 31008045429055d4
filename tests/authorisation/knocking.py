"""Knocking at a door as somebody, and telling whether it opened."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from services.kit.web.problems import MEDIA_TYPE
from tests.authorisation.table import SESSION, Door
from tests.authorisation.town import SIGN_IN, SOMEBODY, Caller, Town, form_token
from tests.unit.routing.builders import code

#: What stands in an address for what there is behind it. Everything else is unknown to the sites.
KNOWN = {
    "act": "accept",
    "name": SOMEBODY,
    "slug": "da-nhan",
    "number": "1",
    "id_": "y-te",
    "key": "so-y-te",
    "category": "y-te",
    "asked": "_moi",
    "year": "2027",
    "vendor": "generic",
    "occasion": "case.answered",
    "kind": "sms",
}
#: The case that is looked at, and the one that something is done to; an entry of the knowledge base.
SEEN, TOUCHED, ENTRY = code(1), code(2), "khai-sinh"
#: What must be asked where nothing is shown without a question.
QUESTIONS = {"/api/desk/knowledge": {"q": "khai sinh"}}
#: Where the desk sends whoever must first sign in, prove a second factor, or change a password.
DOORS = ("/dang-nhap?next=", "/dang-nhap/ma?next=", "/tai-khoan/ma", "/tai-khoan?doi=1")
#: Pages that come before others: there the secret is shown that these are about.
BEFORE = {"/tai-khoan/ma": "/tai-khoan/ma", "/tai-khoan/ma.svg": "/tai-khoan/ma"}
#: What is opened by something else than who somebody is, and the statuses that keep people out there.
OPENED_BY_KNOWING = {"signed link": {403}, "signature": {400, 403, 404}, "session": {404}}
_SLUG = re.compile(r"<code>([a-z-]+)</code> \(\d{3}\)")
_PART = re.compile(r"<(?:([^>]*):)?([^:>]+)>")
_CHOICE = re.compile(r"any\(([^,)]+)")


def address(door: Door) -> str:
    """Return an address of the kind, with what is known in this town."""
    coded = ENTRY if "/knowledge/" in door.path else SEEN if door.method == "GET" else TOUCHED

    def filled(part: re.Match[str]) -> str:
        choice = _CHOICE.match(part[1] or "")
        return choice[1] if choice else {**KNOWN, "code": coded}.get(part[2], "khong-co")

    return _PART.sub(filled, door.path)


def knock(town: Town, door: Door, caller: Caller, **sent: Any) -> Any:
    """Return the answer. To pages the caller sends the token of a form, as browsers do."""
    client = town.client(door.service, caller)
    token = form_token(client, BEFORE.get(door.path, SIGN_IN)) if _has_forms(door, caller) else None
    return ask(client, door, token, **sent)


def ask(client: FlaskClient, door: Door, token: str | None, **sent: Any) -> Any:
    """Return the answer to a request with nothing in it; `sent` replaces that. What breaks is no answer."""
    sent.setdefault("query_string", QUESTIONS.get(door.path, {}))
    if door.method != "GET":
        sent = sent if "data" in sent else {**sent, "json" if "/api/" in door.path else "data": {}}
    headers = {"X-CSRFToken": token} if token else {}
    answer = client.open(address(door), method=door.method, headers=headers, **sent)
    answer.close()  # streams go on for minutes
    assert answer.status_code != 500, f"{door.method} {address(door)} fails"
    return answer


def _has_forms(door: Door, caller: Caller) -> bool:
    """Programs know nothing of forms: where a token is shown to an API, none is needed."""
    return door.service == "routing" and (caller.way == SESSION or not door.path.startswith("/api/"))


def slug_of(answer: Any) -> str | None:
    """Return the name of the refusal, for programs or on a page."""
    if answer.status_code < 400:
        return None
    if answer.mimetype == MEDIA_TYPE:
        return str(answer.get_json(force=True)["slug"])
    found = _SLUG.search(answer.get_data(as_text=True))
    return found[1] if found else None


def is_kept_out(answer: Any, door: Door) -> bool:
    """Return whether they were told to sign in first, or that this is no place for them."""
    if answer.status_code in (302, 303):
        return str(answer.headers["Location"]).startswith(DOORS)
    if answer.status_code in OPENED_BY_KNOWING.get(door.means, ()):
        return True
    return answer.status_code == 401 or (answer.status_code == 403 and slug_of(answer) == "forbidden")
