"""The WSGI app of the reporting service."""

from __future__ import annotations

from flask import Flask

from services.kit.web import create_api, create_app
from services.reporting.web import api, dashboard_pages, exports, outlook_pages, pages, table_api, table_pages
from services.reporting.wiring import Application

STATUSES = {
    "not-a-month": 422,
    "month-not-begun": 404,
    "not-an-instant": 404,
    "too-long-for-paper": 413,
    "paper-takes-too-long": 413,
    "instant-not-settled": 404,
    "not-in-the-forecast": 404,
    "not-a-span": 404,
    "span-not-begun": 404,
}


def create_site(application: Application) -> Flask:
    """Return the app: the page at `/`, reports under /api/reports/."""
    app = create_app(
        "reporting",
        import_name=__package__ or "services.reporting.web",
        secret_key=application.settings.secret_key,
        proxies=application.settings.proxies,
        statuses=STATUSES,
        province=application.province,
    )
    app.extensions["reporting"] = application
    app.jinja_env.globals["portal"] = application.settings.public_url
    app.register_blueprint(pages.pages)
    app.register_blueprint(dashboard_pages.pages)
    app.register_blueprint(outlook_pages.pages)
    app.register_blueprint(table_pages.pages)
    documented = create_api(app, "Số liệu 1022", "1")
    documented.register_blueprint(api.reports)
    documented.register_blueprint(table_api.tables)
    documented.register_blueprint(exports.exports)
    return app
