"""/desk/settings, all of its pages."""

from __future__ import annotations

from services.routing.web import (
    settings_blocks,
    settings_calendar,
    settings_messages,
    settings_questions,
    settings_records,
    settings_whole,
)
from services.routing.web.settings_pages import settings

__all__ = [
    "settings",
    "settings_blocks",
    "settings_calendar",
    "settings_messages",
    "settings_questions",
    "settings_records",
    "settings_whole",
]
