"""The WSGI app of the portal: what is served where."""

from __future__ import annotations

from flask import Flask

from services.kit.web import create_api, create_app
from services.publish.web import marked
from services.publish.web.about import about
from services.publish.web.answers import answers
from services.publish.web.case_page import case_page
from services.publish.web.cases_api import cases
from services.publish.web.current import KEY
from services.publish.web.desk_api import desk
from services.publish.web.desk_edits_api import desk_edits
from services.publish.web.editing_statuses import EDITING_STATUSES
from services.publish.web.knowledge import knowledge
from services.publish.web.knowledge_api import entries
from services.publish.web.openness import OPEN_OPERATIONS, OPEN_PAGES
from services.publish.web.own_case import own_case
from services.publish.web.photos import photos
from services.publish.web.places import places
from services.publish.web.portal import portal
from services.publish.web.pwa import pwa
from services.publish.web.tracking import tracking
from services.publish.web.tracking_api import track
from services.publish.wiring import Application

STATUSES = {
    "wrong-code-or-pin": 403,
    "tracking-locked": 429,
    "not-answered": 409,
    "rating-missing": 422,
    "link-revoked": 410,
    "own-case-not-here": 404,
    "too-late-to-withdraw": 409,
    "not-sure": 422,
    "never-published": 409,
    "reason-missing": 422,
    "unknown-entry": 404,
    **EDITING_STATUSES,
    "unknown-file": 404,
    "unknown-month": 404,
}


def create_site(application: Application) -> Flask:
    """Return the app: pages for citizens, and under /api/ the same for programs, plus the editors' desk."""
    app = create_app(
        "publish",
        import_name="services.publish.web",
        secret_key=application.settings.secret_key,
        proxies=application.settings.proxies,
        statuses=STATUSES,
        accounts=application.accounts,
        desk_key=application.settings.desk_key,
        province=application.catalog.province,
    )
    app.extensions[KEY] = application
    app.jinja_env.globals.update(
        intake_url=application.settings.intake_url,
        reporting_url=application.settings.reporting_url,
        public_url=application.settings.public_url,
    )
    marked.register(app)
    for pages in (portal, answers, case_page, photos, places, tracking, own_case, about, knowledge, pwa, *OPEN_PAGES):
        app.register_blueprint(pages)
    api = create_api(app, "Cổng công khai 1022 / Public portal of the 1022 hotline", "1")
    for operations in (cases, track, desk, desk_edits, entries, *OPEN_OPERATIONS):
        api.register_blueprint(operations)
    return app
