"""The composition root of the Facebook channel."""

from __future__ import annotations

from services.intake.adapters import facebook_events
from services.intake.settings.facebook import FacebookSettings
from services.intake.wiring import build
from services.intake.wiring.chat import ChatApplication, build_chat
from services.kit.storage.mongo import connect


def build_facebook(settings: FacebookSettings) -> ChatApplication:
    """Return the application on real adapters. Does not wait for any server."""
    database = connect(settings)
    base = build(settings, database=database)
    return build_chat(base, settings, facebook_events.CHANNEL, facebook_events.reader(settings.page_id), database)
