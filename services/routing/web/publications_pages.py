"""/desk/publications: editors read what waits, change what the public will read, and decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, current_app, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import language, require
from services.kit.web.links import signed
from services.kit.web.statuses import DEFAULT_STATUS
from services.routing.domain.roles import EDITOR, SHIFT_LEAD
from services.routing.settings import RoutingSettings
from services.routing.usecases.publications import Document, Publications, PublishAway
from services.routing.web.current import application
from services.routing.web.publication_pieces import pieces

EDITORS = (EDITOR, SHIFT_LEAD)
HERE = "/desk/publications"
STATES = ("waiting", "published", "withheld")
PARTS = ("title", "text", "address", "answer")
ASKED = ("state", "category", "agency", "after")
LINKS_LIVE = timedelta(minutes=30)
MOST_COVERS = 20
Act = Callable[[Publications, str, str], Document]

publications = Blueprint("publications", __name__, url_prefix=HERE)


@publications.get("")
@require(*EDITORS)
def queue() -> AnyResponse:
    """List what waits, what is public, and what an editor withheld. A code that was typed opens its case."""
    code = "".join(filter(str.isdigit, request.args.get("code", "")))[:13]
    if code:
        return redirect(f"{HERE}/{code}", 303)
    asked = {name: value for name in ASKED if (value := request.args.get(name, "")[:100])}
    try:
        found: Document | None = _portal().queue(g.account.name, asked)
    except PublishAway:
        found = None
    return _shown("list", found=found, asked=asked, state=asked.get("state", "waiting"), catalog=_catalog())


@publications.get("/<code>")
@require(*EDITORS)
def case(code: str) -> Response:
    """Show one case, original and public text side by side. Opening it is a look, which the portal writes down."""
    return _page(code)


@publications.post("/<code>/publish")
@require(*EDITORS)
def publish(code: str) -> AnyResponse:
    """Publish, and go on to the next."""
    return _decide(code, lambda portal, who, version: portal.publish(who, code, version))


@publications.post("/<code>/withhold")
@require(*EDITORS)
def withhold(code: str) -> AnyResponse:
    """Withhold, or take back, and go on to the next."""
    ground = request.form.get("ground", "")[:100]
    reason = request.form.get("reason", "")[:1000].strip() or ("" if ground == "other" else ground)
    return _decide(code, lambda portal, who, version: portal.withhold(who, code, version, ground, reason))


@publications.post("/<code>/hide")
@require(*EDITORS)
def hide(code: str) -> AnyResponse:
    """Hide words."""
    part, words = request.form.get("part", "")[:20], request.form.get("words", "")[:1000]
    return _change(code, lambda portal, who, version: portal.hide(who, code, version, part, words))


@publications.post("/<code>/show")
@require(*EDITORS)
def show(code: str) -> AnyResponse:
    """Show again what was hidden for nothing."""
    part, reason = request.form.get("part", "")[:20], request.form.get("reason", "")[:1000]
    place = [request.form.get(name, 0, type=int) for name in ("start", "end")]
    return _change(code, lambda portal, who, version: portal.show(who, code, version, part, place, reason))


@publications.post("/<code>/photos/<picture>")
@require(*EDITORS)
def let_out(code: str, picture: str) -> AnyResponse:
    """Let a picture out with what is covered; or take it out again."""
    if request.form.get("do") == "take-out":
        return _change(code, lambda portal, who, version: portal.take_out(who, code, version, picture))
    alt, covers = request.form.get("alt", "")[:200], _covers()
    return _change(code, lambda portal, who, version: portal.let_out(who, code, version, picture, alt, covers))


@publications.get("/drawings/<drawing>")
@require(*EDITORS)
def drawing(drawing: str) -> Response:
    """Pass on a picture as the public sees it, or would."""
    answer = Response(_portal().drawing(g.account.name, drawing), mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _decide(code: str, act: Act) -> AnyResponse:
    """Do it and open the case that waits the longest now; a refusal stands on the same page."""
    refused = _refusal(act)
    if refused:
        return _page(code, refused)
    try:
        waiting = _portal().queue(g.account.name, {"state": "waiting"})["publications"]
    except PublishAway:
        waiting = []
    following = next((each["code"] for each in waiting if each["code"] != code), None)
    return redirect(f"{HERE}/{following}?done={code}" if following else f"{HERE}?done={code}", 303)


def _change(code: str, act: Act) -> AnyResponse:
    refused = _refusal(act)
    return _page(code, refused) if refused else redirect(f"{HERE}/{code}", 303)


def _refusal(act: Act) -> Rejected | None:
    """Do it; return why it could not be done, if it could not."""
    try:
        act(_portal(), g.account.name, request.form.get("version", "")[:64])
    except PublishAway:
        return _away()
    except Rejected as why:
        if why.slug in ("unknown-case", "forbidden"):
            raise
        return why
    return None


def _page(code: str, refused: Rejected | None = None) -> Response:
    try:
        known = _portal().open(g.account.name, code)
        grounds = _portal().queue(g.account.name, {"state": "withheld"})["grounds"]
    except PublishAway:
        return _shown("list", _away(), found=None, asked={}, state="waiting", catalog=_catalog())
    texts = {part: list(pieces(known[part])) for part in PARTS if known[part]}
    return _shown("case", refused, case=known, texts=texts, grounds=grounds, typed=request.form, link=_link)


def _shown(template: str, refused: Rejected | None = None, **more: Any) -> Response:
    said = (refused.vi if language() == "vi" else refused.en) if refused else None
    body = render_template(
        f"desk/publications/{template}.html", refused=said, here=HERE, at=datetime.fromisoformat, states=STATES, **more
    )
    statuses = current_app.extensions["problem-statuses"]
    response = make_response(body, statuses.get(refused.slug, DEFAULT_STATUS) if refused else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _covers() -> list[Mapping[str, float]]:
    """Return the covered parts that were filled in, in percent; what is no number is not."""
    found: list[Mapping[str, float]] = []
    for number in range(MOST_COVERS):
        sides = {name: request.form.get(f"{name}-{number}", type=float) for name in ("left", "top", "width", "height")}
        known = {name: side for name, side in sides.items() if side is not None}
        if len(known) == len(sides):
            found.append(known)
    return found


def _link(picture: Mapping[str, Any]) -> str:
    """Return where the editor sees the whole picture, for as long as deciding takes."""
    app = application()
    if not isinstance(app.settings, RoutingSettings):
        return ""
    path = f"/tep/{picture['id']}/xem"
    base = app.settings.files_url if picture["part"] == "question" else ""
    until = app.clock.now() + LINKS_LIVE
    return base + signed(path, app.settings.files_key, holder=g.account.name, until=until)


def _catalog() -> Mapping[str, Any]:
    return application().catalogs.known() or {}


def _portal() -> Publications:
    found = application().publications
    if found is None:
        raise PublishAway("not connected")
    return found


def _away() -> Rejected:
    say = current_app.extensions["texts"].say_in
    return Rejected("publish-away", say("vi", "publications.away"), say("en", "publications.away"))
