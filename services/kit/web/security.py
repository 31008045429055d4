"""Headers that tell browsers to trust nothing but us, and the cookie's flags."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface

# Only our own files; no frames, no plugins, no inline scripts or styles.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: the guard of forms checks on https that they come from our own pages.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
View = TypeVar("View", bound=Callable[..., Any])
TWO_YEARS = "max-age=63072000; includeSubDomains"


class _SecureWhereEncrypted(SecureCookieSessionInterface):
    """Marks the cookie `Secure` on https, so that the same program also works on a developer's machine."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def register(app: Flask, name: str, images_from: Sequence[str] = ()) -> None:
    """Add the headers to every answer of `app` and name its cookie (cookies do not tell ports apart).

    `images_from` are the addresses of our own other sites whose pictures the pages show.
    """
    images = " ".join(("img-src 'self'", *images_from))
    policy = CONTENT_SECURITY_POLICY.replace("img-src 'self'", images)
    headers = {**HEADERS, "Content-Security-Policy": policy}
    app.session_interface = _SecureWhereEncrypted()
    app.config.update(
        SESSION_COOKIE_NAME=f"{name}-session", SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax"
    )
    app.after_request(lambda response: _with(headers, response))


def may_be_framed(view: View) -> View:
    """Decorator for a view: what it returns may be shown in a frame on anybody's page. It must hold nothing personal,
    and nothing to press that does more than lead somewhere. What it refuses stays out of frames.
    """

    @wraps(view)
    def framed(*args: Any, **kwargs: Any) -> Any:
        answer = view(*args, **kwargs)
        g.may_be_framed = True
        return answer

    return cast(View, framed)


def _framed(headers: Mapping[str, str]) -> dict[str, str]:
    policy = headers["Content-Security-Policy"].replace("frame-ancestors 'none'", "frame-ancestors *")
    others = {name: value for name, value in headers.items() if name != "X-Frame-Options"}
    return {**others, "Content-Security-Policy": policy}


def _with(headers: Mapping[str, str], response: Response) -> Response:
    """Files bring a policy of their own, beside which ours holds too; a stricter word on referrers takes its place."""
    told = response.headers.get("Referrer-Policy")
    response.headers.extend(_framed(headers) if g.get("may_be_framed") else headers)
    if told:
        response.headers["Referrer-Policy"] = told
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = TWO_YEARS
    return response
