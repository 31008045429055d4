"""Settings of the Facebook channel."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from environs import Env

from services.intake.settings import IntakeSettings, load
from services.intake.settings.chat import ChatSettings, chat
from services.intake.settings.keys import SECRET

#: Where Facebook keeps what people send.
HOSTS = ["fbcdn.net", "fbsbx.com"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacebookSettings(IntakeSettings):
    """`app_secret` signs the webhooks; `verify_token` is what Facebook shows when the webhook is set up."""

    page_id: str
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    chat: ChatSettings = field(default_factory=ChatSettings)


def load_facebook(env: Env) -> FacebookSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    shared = load(env)
    return FacebookSettings(
        **{each.name: getattr(shared, each.name) for each in fields(IntakeSettings)},
        page_id=env.str("FACEBOOK_PAGE_ID"),
        app_secret=env.str("FACEBOOK_APP_SECRET", validate=SECRET),
        verify_token=env.str("FACEBOOK_VERIFY_TOKEN", validate=SECRET),
        chat=chat(env, HOSTS),
    )
