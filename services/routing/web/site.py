"""The site of routing: what is served where, and which refusal has which status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Flask

from services.kit.web import create_api, create_app
from services.routing.settings import RoutingSettings
from services.routing.web import case_files, case_looks, case_page, navigation, sign_in_pages, texts_pages, users_acts
from services.routing.web.agencies_page import agencies_page
from services.routing.web.agency_api import agency
from services.routing.web.audit_pages import audit
from services.routing.web.calls_pages import calls_desk
from services.routing.web.desk_api import desk
from services.routing.web.dossier_pages import STATUSES as DOSSIER_STATUSES
from services.routing.web.dossier_pages import dossier_api, dossier_desk
from services.routing.web.duplicates_api import duplicates_api
from services.routing.web.duplicates_pages import duplicates_pages
from services.routing.web.filing_pages import filing
from services.routing.web.inbox_pages import inbox
from services.routing.web.incident_pages import incidents
from services.routing.web.incidents_api import incidents_api
from services.routing.web.knowledge_site import STATUSES as KNOWLEDGE_STATUSES
from services.routing.web.knowledge_site import register as register_knowledge
from services.routing.web.publication_statuses import PUBLICATION_STATUSES
from services.routing.web.publications_pages import publications
from services.routing.web.rules_editing import rules_desk
from services.routing.web.settings_site import settings
from services.routing.web.suggestions_api import suggesting
from services.routing.web.triage_pages import triage
from services.routing.wiring import Application

VERSION = "1"
STATUSES = {
    "wrong-name-or-password": 403,
    "wrong-code": 403,
    "wrong-password": 403,
    "weak-password": 422,
    "too-many-tries": 429,
    "malformed-account-name": 422,
    "malformed-email": 422,
    "unknown-role": 422,
    "agency-needed": 422,
    "agency-not-needed": 422,
    "unknown-account": 404,
    "account-exists": 409,
    "account-changed": 409,
    "email-taken": 409,
    "own-account": 403,
    "sso-failed": 403,
    "sso-not-begun": 403,
    "sso-denied": 403,
    "sso-unknown": 403,
    "sso-closed": 403,
    "sso-role-not-granted": 403,
    "last-administrator": 409,
    "approval-needed": 409,
    # Well formed; it is the case, its category or the day that asks for more.
    "proof-needed": 409,
    "date-needed": 409,
    "not-later": 409,
    "too-long": 409,
    "unknown-file": 409,
    "too-many-files": 409,
    "parts-open": 409,
    "merged": 409,
    "withdrawn": 409,
    "primary-withdrawn": 409,
    "shift-lead-decides": 403,
    "not-your-role": 403,
    "not-reopened": 409,
    "not-merged": 409,
    "not-taken": 409,
    "merged-with-itself": 409,
    "too-many-followers": 409,
    "follows-another": 409,
    "private-primary": 409,
    "unknown-incident": 404,
    "incident-decided": 409,
    "incident-empty": 409,
    "no-lead-yet": 409,
    "no-part": 409,
    "nothing-submitted": 409,
    "with-the-leader": 409,
    "already-waiting": 409,
    "not-waiting": 409,
    "extension-pending": 409,
    "nothing-asked": 409,
    "extended-too-often": 409,
    "takes-part-already": 409,
    "stage-behind": 409,
    "stage-out-of-order": 409,
    "not-your-step": 403,
    "tracking-needed": 422,
    "note-needed": 422,
    "not-your-case": 403,
    "already-answered": 409,
    "already-accepted": 409,
    "in-triage": 409,
    "not-in-triage": 409,
    "not-held": 409,
    "already-at-the-centre": 409,
    "returned-too-often": 409,
    "unknown-rules": 404,
    "unknown-rule": 404,
    "rules-changed": 409,
    "rules-closed": 409,
    "rules-in-force": 409,
    "rules-invalid": 422,
    "rules-orphans": 409,
    "unknown-amendment": 404,
    "unknown-version": 404,
    "unknown-part": 404,
    "unknown-record": 404,
    "amendment-changed": 409,
    "amendment-closed": 409,
    "amendment-clashes": 409,
    "amendment-broken": 409,
    "amendment-empty": 409,
    "not-proposed": 409,
    "nothing-to-bring-back": 409,
    "record-stays": 409,
    "reason-needed": 422,
    "hotline-away": 503,
    "not-blocked": 404,
    "block-without-reason": 422,
    "block-too-long": 422,
    "sender-not-valid": 422,
    # What the service that sends messages refuses.
    "notify-away": 503,
    **PUBLICATION_STATUSES,
    "unknown-words": 404,
    "words-changed": 409,
    "words-unchanged": 409,
    "words-broken": 422,
    "no-draft": 409,
    "not-simulated": 409,
    "not-approved": 409,
    "nothing-before": 409,
    "four-eyes": 403,
    "day-passed": 422,
    "not-connected": 404,
    "messages-waiting": 409,
    # The request is well formed; it is the catalogue of today that has no such agency.
    "unknown-agency": 409,
    "unknown-area": 409,
    "unknown-category": 409,
    "unknown-stage": 409,
    "contact-not-shown": 403,
    # What the hotline refuses, and canned texts.
    "unknown-place-in-list": 400,
    "list-too-wide": 422,
    "unknown-call": 404,
    "unknown-call-back": 404,
    "call-back-closed": 409,
    "call-back-taken": 409,
    "call-back-attempt-out-of-order": 409,
    "text-changed": 409,
    **KNOWLEDGE_STATUSES,
    **DOSSIER_STATUSES,
    "attachment-too-large": 413,
    "attachments-too-large": 413,
}


def create_site(application: Application) -> Flask:
    """Return the desk's site. Raises TypeError for an application that was wired for commands only."""
    settings = application.settings
    if not isinstance(settings, RoutingSettings):
        raise TypeError("the desk needs RoutingSettings")
    app = create_app(
        "routing",
        import_name="services.routing.web",
        secret_key=settings.secret_key,
        proxies=settings.proxies,
        statuses=STATUSES,
        accounts=application.accounts,
        province=_province(application),
        images_from=(settings.files_url,),
    )
    app.extensions["routing"] = application
    navigation.register(app)
    _register_areas(app, application)
    if application.signing:
        sign_in_pages.register(app)
        users_acts.register(app)
        app.register_blueprint(audit)
    api = create_api(app, "Bàn làm việc 1022 / The 1022 desk", VERSION)
    api.register_blueprint(desk)
    api.register_blueprint(suggesting)
    api.register_blueprint(duplicates_api)
    api.register_blueprint(incidents_api)
    app.register_blueprint(dossier_desk)
    api.register_blueprint(dossier_api)
    if application.texts:
        texts_pages.register(app)
    if application.knowledge:
        register_knowledge(app, api)
    case_page.register(app)
    case_files.register(app, api)
    app.register_blueprint(case_looks.case_looks)
    api.register_blueprint(agency)
    app.register_blueprint(agencies_page)
    return app


def _register_areas(app: Flask, application: Application) -> None:
    """Serve the pages of each area that the application has."""
    areas: tuple[tuple[object, tuple[Blueprint, ...]], ...] = (
        (application.publications, (publications,)),
        (application.merging, (incidents, duplicates_pages)),
        (application.rules, (rules_desk,)),
        (application.amending, (settings,)),
        (application.listing, (inbox,)),
        (application.calls, (calls_desk, filing, triage)),
    )
    for area, pages in areas:
        for each in pages if area else ():
            app.register_blueprint(each)


def _province(application: Application) -> Callable[[], Mapping[str, Any]]:
    """Return what reads the province's name and numbers from the catalogue in force."""

    def province() -> Mapping[str, Any]:
        newest = application.catalogs.known()
        return newest["province"] if newest else {}

    return province
