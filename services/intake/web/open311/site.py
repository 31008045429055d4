"""The site of the mobile channel."""

from __future__ import annotations

from flask import Flask, Response, request

from services.intake.web.application import attach
from services.intake.web.open311 import errors
from services.intake.web.open311.operations import KEY, open311
from services.intake.web.statuses import STATUSES
from services.intake.wiring.mobile import MobileApplication
from services.kit.web import create_api, create_app, limit_posts

VERSION = "2"


def mobile_site(application: MobileApplication) -> Flask:
    """Return the site: GeoReport v2 under /v2/, its contract at /api/openapi.json."""
    app = create_app(
        "intake-mobile",
        import_name="services.intake.web",
        secret_key=application.settings.secret_key,
        proxies=application.settings.proxies,
        statuses=STATUSES,
        province=application.base.catalog.province,
    )
    attach(app, application.base)
    app.extensions[KEY] = application
    errors.register(app)
    app.after_request(_open_for_reading)
    api = create_api(app, "Ứng dụng di động 1022, Open311 GeoReport v2 / Mobile applications", VERSION)
    api.register_blueprint(open311)
    limit_posts(app, application.settings.rate_limit)
    return app


def _open_for_reading(response: Response) -> Response:
    """Pages of other sites may read; nothing here depends on a cookie."""
    if request.method in ("GET", "HEAD"):
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
