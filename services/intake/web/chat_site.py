"""The sites of the chat channels: a webhook each, and nothing for people to look at."""

from __future__ import annotations

from flask import Blueprint, Flask

from services.intake.web.facebook_webhook import facebook
from services.intake.web.webhooks import STATUSES
from services.intake.web.zalo_webhook import zalo
from services.intake.wiring.chat import ChatApplication
from services.kit.web import create_app


def zalo_site(application: ChatApplication) -> Flask:
    """Return the site Zalo delivers to."""
    return _site("intake-zalo", application, zalo)


def facebook_site(application: ChatApplication) -> Flask:
    """Return the site Facebook delivers to."""
    return _site("intake-facebook", application, facebook)


def _site(name: str, application: ChatApplication, webhook: Blueprint) -> Flask:
    settings = application.settings
    app = create_app(
        name,
        import_name="services.intake.web",
        secret_key=settings.secret_key,
        max_body_bytes=settings.chat.most_bytes,
        proxies=settings.proxies,
        statuses=STATUSES,
        province=application.base.catalog.province,
    )
    app.extensions["chat"] = application
    # Its callers sign what they send; they have no cookie that could be abused.
    app.extensions["csrf"].exempt(webhook)
    app.register_blueprint(webhook)
    return app
