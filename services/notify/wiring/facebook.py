"""Makes the sender of the Facebook page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.notify.adapters.facebook_sender import FacebookSender
from services.notify.adapters.provider_http import ProviderHttp
from services.notify.adapters.provider_sender import ProviderSender
from services.notify.domain.message import FACEBOOK
from services.notify.domain.windows import WindowRules
from services.notify.settings import NotifySettings
from services.notify.usecases.ports import Sender


def facebook(settings: NotifySettings, _: Database[Any] | None, clock: Clock) -> Mapping[str, Sender]:
    """Return the sender, if it is set up."""
    if settings.facebook is None:
        return {}
    http = ProviderHttp(min(settings.facebook.timeout_seconds, settings.claim_lease_seconds / 2))
    sender = FacebookSender(settings.facebook.page, http, clock, WindowRules(settings.zalo_billed))
    return {FACEBOOK: ProviderSender(FACEBOOK, sender.try_one, clock=clock)}
