"""Notify's HTTP side: webhooks by which providers tell what became of messages, and the words citizens are sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from flask import Blueprint, Flask

from services.kit.web import create_api, create_app
from services.notify.web.sms_receipts import sms_receipts
from services.notify.web.words_api import KEY, STATUSES, words
from services.notify.wiring import Application

VERSION = "1"
#: Makes the blueprint of one provider's webhooks, or None where the provider is not set up.
BlueprintMaker = Callable[[Application], Blueprint | None]

#: A provider that reports over HTTP adds its maker here.
BLUEPRINTS: tuple[BlueprintMaker, ...] = (sms_receipts,)


def create_site(application: Application) -> Flask:
    """Return the WSGI app. It shows no forms, so that its cookie's key may be new in each process."""
    app = create_app(
        "notify",
        import_name=__name__,
        secret_key=secrets.token_urlsafe(32),
        statuses=STATUSES,
        accounts=application.accounts,
        desk_key=application.settings.desk_key,
    )
    for make in BLUEPRINTS:
        blueprint = make(application)
        if blueprint is not None:
            app.register_blueprint(blueprint)
            # Webhooks are called by machines, which have no cookies.
            app.extensions["csrf"].exempt(blueprint)
    app.extensions[KEY] = application.words
    create_api(app, "Lời văn gửi người dân / What citizens are sent", VERSION).register_blueprint(words)
    return app
