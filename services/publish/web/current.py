"""The application behind the running site."""

from __future__ import annotations

from flask import current_app

from services.publish.wiring import Application

KEY = "publish"
#: Of reading and of trying digits, per address and minute. A commune may share one address.
READING_RATE = "600 per minute"
TRACKING_RATE = "60 per minute"


def application() -> Application:
    """Return the wired application."""
    found: Application = current_app.extensions[KEY]
    return found
