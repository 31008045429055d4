"""The wired application, as views reach it."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from services.intake.wiring import Application
from services.intake.wiring.hotline import HotlineApplication

_KEY = "intake"


def attach(app: Flask, application: Application) -> None:
    """Give `app` its application, and its pages the portal's address."""
    app.extensions[_KEY] = application
    app.jinja_env.globals["portal"] = application.settings.public_url


def application() -> Application:
    """Return the application of the current request."""
    found: Application = current_app.extensions[_KEY]
    return found


def hotline() -> HotlineApplication:
    """Return the application of the current request to the telephone channel."""
    return cast(HotlineApplication, current_app.extensions[_KEY])
