"""The sites of the two channels: what is served where."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from services.intake.settings.hotline import HotlineSettings
from services.intake.web.addition_page import addition
from services.intake.web.application import attach
from services.intake.web.blocks_api import STATUSES as OF_BLOCKS
from services.intake.web.blocks_api import blocks
from services.intake.web.call_webhook import pbx
from services.intake.web.callbacks_api import STATUSES as OF_CALL_BACKS
from services.intake.web.callbacks_api import callbacks
from services.intake.web.calls_api import STATUSES as OF_CALLS
from services.intake.web.calls_api import calls
from services.intake.web.case_form import form
from services.intake.web.cases_api import cases
from services.intake.web.dossier_page import dossier
from services.intake.web.files import files, originals
from services.intake.web.pwa import pwa
from services.intake.web.reference_api import choices
from services.intake.web.statuses import STATUSES
from services.intake.web.webhooks import STATUSES as OF_WEBHOOKS
from services.intake.wiring import Application
from services.intake.wiring.hotline import HotlineApplication
from services.kit.web import create_api, create_app, limit_posts

VERSION = "1"


def web_site(application: Application) -> Flask:
    """Return the citizens' site: the form and the JSON API."""
    app = _site("intake-web", application, STATUSES)
    # The form tells a stale page in its own words and keeps what was typed.
    app.extensions["csrf"].exempt(form)
    app.extensions["csrf"].exempt(addition)
    app.register_blueprint(form)
    app.register_blueprint(addition)
    app.register_blueprint(dossier)
    app.register_blueprint(files)
    app.register_blueprint(pwa)
    api = create_api(app, "Tiếp nhận phản ánh, kiến nghị 1022 / Filing cases with the 1022 hotline", VERSION)
    api.register_blueprint(cases)
    api.register_blueprint(choices)
    api.register_blueprint(originals)
    limit_posts(app, application.settings.rate_limit)
    return app


def hotline_site(application: HotlineApplication) -> Flask:
    """Return the operators' site, and the telephone system's: nothing here limits how often anybody may call."""
    app = _site("intake-hotline", application, OF_WEBHOOKS | OF_CALLS | OF_CALL_BACKS | OF_BLOCKS)
    app.extensions["csrf"].exempt(pbx)
    app.register_blueprint(pbx)
    api = create_api(app, "Tiếp nhận qua tổng đài 1022 / Cases by telephone", VERSION)
    api.register_blueprint(calls)
    api.register_blueprint(callbacks)
    api.register_blueprint(blocks)
    api.register_blueprint(choices)
    return app


def _site(name: str, application: Application, statuses: Mapping[str, int] | None = None) -> Flask:
    app = create_app(
        name,
        import_name="services.intake.web",
        secret_key=application.settings.secret_key,
        proxies=application.settings.proxies,
        statuses=statuses,
        accounts=application.accounts,
        desk_key=_desk_key(application),
        province=application.catalog.province,
    )
    attach(app, application)
    return app


def _desk_key(application: Application) -> str:
    """Only the telephone channel is called by the desk."""
    settings = application.settings
    return settings.desk_key if isinstance(settings, HotlineSettings) else ""
