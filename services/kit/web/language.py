"""Which language a page speaks: Vietnamese unless the reader asks for English."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Flask, Response, g, request

from services.kit.events.vocabulary import LANGUAGES

COOKIE = "lang"
COOKIE_SECONDS = 365 * 24 * 3600


def language() -> str:
    """Return "vi" or "en": `?lang=`, else the cookie, else what the browser reads, Vietnamese before English."""
    if "language" not in g:
        g.language = _choose()
    return str(g.language)


def here_in(other: str) -> str:
    """Return this page's address in another language."""
    arguments = {**request.args.to_dict(), "lang": other}
    query = "&".join(f"{_quoted(key)}={_quoted(value)}" for key, value in arguments.items())
    return f"{request.path}?{query}"


def register(app: Flask) -> None:
    """Let templates of `app` ask for the language, and remember an explicit choice."""
    app.jinja_env.globals.update(language=language, here_in=here_in)
    app.after_request(_remember)


def _choose() -> str:
    for wish in (request.args.get(COOKIE), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return str(wish)
    # Half the browsers in Việt Nam ask for English first, because they were installed in English: whoever reads
    # Vietnamese at all gets Vietnamese.
    reads = {tag.partition("-")[0].lower() for tag in request.accept_languages.values()}
    return "en" if "en" in reads and "vi" not in reads else "vi"


def _remember(response: Response) -> Response:
    if not request.path.startswith("/api/") and response.mimetype == "text/html":
        response.vary.update(("Cookie", "Accept-Language"))
        if request.args.get(COOKIE) in LANGUAGES:
            response.set_cookie(
                COOKIE, language(), max_age=COOKIE_SECONDS, secure=request.is_secure, httponly=True, samesite="Lax"
            )
    return response


def _quoted(value: Any) -> str:
    return quote(str(value), safe="")
