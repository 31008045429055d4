"""The Flask application every service starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from services.kit.web import auth, compression, formats, language, metrics, pages, problems, security, texts
from services.kit.web.auth import Accounts
from services.kit.web.wire import BoundedRequest, FastJson

#: 10,000 Vietnamese letters, percent-encoded by a browser's form, are 90,000 bytes.
MAX_BODY_BYTES = 256 * 1024
MAX_AGE_OF_FILES_SECONDS = 7 * 24 * 3600

Province = Callable[[], Mapping[str, Any]]


def create_app(
    name: str,
    *,
    import_name: str,
    secret_key: str,
    max_body_bytes: int = MAX_BODY_BYTES,
    proxies: int = 0,
    statuses: Mapping[str, int] | None = None,
    accounts: Accounts | None = None,
    desk_key: str = "",
    province: Province | None = None,
    images_from: Sequence[str] = (),
) -> Flask:
    """Return an app with safe headers, limits, languages and problem answers, and no routes of its own but files.

    `import_name` is the package whose `templates/`, `static/` and `texts/` are used. `secret_key` signs the cookie
    that guards forms. `proxies` is how many trusted reverse proxies stand in front (their `X-Forwarded-*` headers are
    believed). `statuses` adds the service's own refusal slugs to the table of HTTP statuses. `accounts` is needed
    where `require` is used, `desk_key` where the desk calls on behalf of who is signed in there. `province` returns the
    catalogue's `province` part for the page head. `images_from` are our own other sites whose pictures the pages show.
    """
    app = Flask(import_name, static_url_path=f"/assets/{name}")
    app.name = name
    app.request_class = BoundedRequest
    app.json = FastJson(app)
    app.config.update(_configuration(secret_key, max_body_bytes))
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    app.register_blueprint(_kit_files())
    CSRFProtect(app)
    compression.register(app)  # first here is last to see an answer: whole, with all its headers
    problems.register(app, statuses or {})
    security.register(app, name, images_from)
    language.register(app)
    texts.register(app)
    formats.register(app)
    metrics.register(app)
    auth.register(app, accounts, desk_key)
    pages.register(app, province)
    return app


def _configuration(secret_key: str, max_body_bytes: int) -> dict[str, Any]:
    return {
        "SECRET_KEY": secret_key,
        "MAX_CONTENT_LENGTH": max_body_bytes,
        "MAX_FORM_MEMORY_SIZE": max_body_bytes,
        "SEND_FILE_MAX_AGE_DEFAULT": MAX_AGE_OF_FILES_SECONDS,
        # People write long letters: a form stays valid as long as the browser is open.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _kit_files() -> Blueprint:
    """The templates and the style sheet that all services share."""
    return Blueprint(
        "kit", __name__, template_folder="templates", static_folder="static", static_url_path="/assets/kit"
    )
