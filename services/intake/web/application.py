"""The wired application, as views reach it."""

from __future__ import annotations

from flask import Flask, current_app

from services.intake.wiring import Application

_KEY = "intake"


def attach(app: Flask, application: Application) -> None:
    """Give `app` its application."""
    app.extensions[_KEY] = application


def application() -> Application:
    """Return the application of the current request."""
    found: Application = current_app.extensions[_KEY]
    return found
