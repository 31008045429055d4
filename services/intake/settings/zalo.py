"""Settings of the Zalo channel."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import timedelta

from environs import Env

from services.intake.settings import IntakeSettings, load
from services.intake.settings.chat import ChatSettings, chat
from services.intake.settings.keys import SECRET

#: Where Zalo keeps what people send; unverified, so a setting.
HOSTS = ["zdn.vn", "zadn.vn", "zalo.me", "zaloapp.com"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloSettings(IntakeSettings):
    """`oa_secret` is the OA Secret Key, not the app's secret. `window` is how old an event may be: Zalo delivers again
    for up to 12 hours, and what comes twice is stored once.
    """

    app_id: str
    oa_id: str
    oa_secret: str = field(repr=False)
    window: timedelta = timedelta(hours=13)
    chat: ChatSettings = field(default_factory=ChatSettings)


def load_zalo(env: Env) -> ZaloSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    shared = load(env)
    return ZaloSettings(
        **{each.name: getattr(shared, each.name) for each in fields(IntakeSettings)},
        app_id=env.str("ZALO_APP_ID"),
        oa_id=env.str("ZALO_OA_ID"),
        oa_secret=env.str("ZALO_OA_SECRET", validate=SECRET),
        window=timedelta(hours=env.float("ZALO_WINDOW_HOURS", 13)),
        chat=chat(env, HOSTS),
    )
