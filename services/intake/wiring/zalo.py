"""The composition root of the Zalo channel."""

from __future__ import annotations

from services.intake.adapters import zalo_events
from services.intake.settings.zalo import ZaloSettings
from services.intake.wiring import build
from services.intake.wiring.chat import ChatApplication, build_chat
from services.kit.storage.mongo import connect


def build_zalo(settings: ZaloSettings) -> ChatApplication:
    """Return the application on real adapters. Does not wait for any server."""
    database = connect(settings)
    base = build(settings, database=database)
    return build_chat(base, settings, zalo_events.CHANNEL, zalo_events.read, database)
