"""/desk/settings/messages: what citizens are sent, changed by one person and put in force by another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from flask import Response, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import require
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.wording import MessageWords, NotifyAway, Texts, Trial, Words
from services.routing.web.current import application
from services.routing.web.settings_pages import READERS, settings
from services.routing.web.settings_view import page
from services.routing.web.settings_words import say
from services.routing.web.wording_diff import differences

LANGUAGES = ("vi", "en")
PARTS = {"email": ("subject", "letter"), "chat": ("chat",), "sms": ("sms",)}
LONGEST_NOTE = 300
BEFORE, OWN = "before", "default"
Act = Callable[[MessageWords, str, int], Words]


@settings.get("/messages")
@require(*READERS)
def messages() -> Response:
    """List what citizens hear of, by kind of channel: changed, or the program's own words."""
    try:
        found = _words().all(g.account.name)
    except NotifyAway:
        # A page without its list is still a page.
        return page("messages", groups=None)
    return page("messages", groups=[(name, list(each)) for name, each in groupby(found, lambda one: one.occasion)])


@settings.get("/messages/<occasion>/<kind>")
@require(*READERS)
def message(occasion: str, kind: str) -> Response:
    """Show the words in force, the draft, what citizens would read, the history."""
    return _page(occasion, kind)


@settings.post("/messages/<occasion>/<kind>")
@require(ADMINISTRATOR)
def draft_message(occasion: str, kind: str) -> AnyResponse:
    """Keep a draft."""
    typed, note = _typed(kind), visible_line(request.form.get("note", ""))[:LONGEST_NOTE]
    return _do(occasion, kind, lambda words, who, v: words.draft(who, occasion, kind, typed, v, note), typed)


@settings.post("/messages/<occasion>/<kind>/preview")
@require(ADMINISTRATOR)
def preview_message(occasion: str, kind: str) -> Response:
    """Show what citizens would read: the whole page, or for a page that asks while somebody types, that part alone."""
    typed = _typed(kind)
    if "HX-Request" not in request.headers:
        return _page(occasion, kind, typed=typed)
    try:
        trial: Trial | None = _words().try_words(g.account.name, occasion, kind, typed)
    except NotifyAway:
        trial = None
    part = render_template("desk/settings/message_preview.html", trial=trial, kind=kind, shown_is="typed")
    answer = make_response(part)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@settings.post("/messages/<occasion>/<kind>/in-force")
@require(*READERS)
def put_message_in_force(occasion: str, kind: str) -> AnyResponse:
    """Put somebody else's draft in force."""
    return _do(occasion, kind, lambda words, who, v: words.put_in_force(who, occasion, kind, v))


@settings.post("/messages/<occasion>/<kind>/withdraw")
@require(*READERS)
def withdraw_message(occasion: str, kind: str) -> AnyResponse:
    """Give a draft up."""
    return _do(occasion, kind, lambda words, who, v: words.withdraw(who, occasion, kind, v))


@settings.post("/messages/<occasion>/<kind>/back")
@require(*READERS)
def bring_message_back(occasion: str, kind: str) -> AnyResponse:
    """Go one step back, or to the program's own words."""
    to = OWN if request.form.get("to") == OWN else BEFORE
    return _do(occasion, kind, lambda words, who, v: words.bring_back(who, occasion, kind, v, to=to))


def _do(occasion: str, kind: str, act: Act, typed: Texts | None = None) -> AnyResponse:
    """Do it and show the message; a refusal stands on the same page, with what was typed."""
    try:
        act(_words(), g.account.name, request.form.get("version", 0, type=int))
    except Rejected as why:
        if why.slug == "unknown-words":
            raise
        return _page(occasion, kind, why, typed)
    except NotifyAway:
        return _page(occasion, kind, _away(), typed)
    return redirect(f"/desk/settings/messages/{occasion}/{kind}", 303)


def _page(occasion: str, kind: str, refused: Rejected | None = None, typed: Texts | None = None) -> Response:
    """Show a message. `typed` are words that are not kept."""
    who = g.account.name
    try:
        known = _words().find(who, occasion, kind)
        texts = typed or (known.draft.texts if known.draft else known.present)
        trial = _words().try_words(who, occasion, kind, texts)
    except NotifyAway:
        return _page_without(occasion, kind, typed)
    return page(
        "message",
        refused=refused,
        words=known,
        trial=trial,
        kind=kind,
        typed=texts,
        shown_is="typed" if typed else "draft" if known.draft else "present",
        note=request.form.get("note", known.draft.note if known.draft else ""),
        differs=differences(known.present, known.draft.texts) if known.draft else [],
        differs_from_own=differences(known.own, known.present),
        may_put=known.draft is not None and who not in known.draft.hands,
    )


def _page_without(occasion: str, kind: str, typed: Texts | None) -> Response:
    """Say that the service is away, with what was typed, so that it is not lost."""
    return page("message_away", refused=_away(), occasion=occasion, kind=kind, typed=typed)


def _typed(kind: str) -> Texts:
    parts = PARTS.get(kind, ())
    return {
        language: {part: request.form.get(f"{language}-{part}", "").replace("\r\n", "\n") for part in parts}
        for language in LANGUAGES
    }


def _words() -> MessageWords:
    found = application().wording
    if found is None:
        raise NotifyAway("not connected")
    return found


def _away() -> Rejected:
    return Rejected("notify-away", say("wording.away"), say("wording.away"))
