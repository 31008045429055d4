"""Makes the senders of Zalo and ZNS. Both speak under the tokens of one Official Account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.notify.adapters.provider_http import ProviderHttp
from services.notify.adapters.provider_sender import ProviderSender
from services.notify.adapters.token_keeper import TokenKeeper
from services.notify.adapters.token_store import TokenStore
from services.notify.adapters.zalo_api import ZaloApi
from services.notify.adapters.zalo_errors import OA_TABLES, ZNS_TABLES
from services.notify.adapters.zalo_oauth import ZaloOAuth
from services.notify.adapters.zalo_sender import ZaloSender
from services.notify.adapters.zns_sender import ZnsSender
from services.notify.domain.message import ZALO, ZNS
from services.notify.settings import NotifySettings
from services.notify.settings.zalo import ZaloSettings
from services.notify.usecases.ports import Sender

#: The name of Zalo's document in the collection `tokens`.
PROVIDER = "zalo"
#: A call may become three: with a stale token, for a new one, and once more.
CALLS = 3
#: Less than the lease of a refresh.
REFRESH_SECONDS = 20.0


def zalo(settings: NotifySettings, database: Database[Any] | None, clock: Clock) -> Mapping[str, Sender]:
    """Return the senders that are set up."""
    if settings.zalo is None or database is None:
        return {}
    http = ProviderHttp(min(settings.zalo.timeout_seconds, settings.claim_lease_seconds / 2 / CALLS))
    tokens = keeper(settings.zalo, database, clock)
    api = ZaloApi(http, tokens, clock, OA_TABLES)
    chat = ZaloSender(api, settings.zalo.api_url, settings.zalo.button)
    senders = {ZALO: ProviderSender(ZALO, chat.try_one, clock=clock, upkeep=tokens.upkeep)}
    if settings.zalo.templates:
        zns_api = ZaloApi(http, tokens, clock, ZNS_TABLES)
        zns = ZnsSender(zns_api, settings.zalo.zns_url, settings.zalo.templates, settings.zalo.zns_mode)
        senders[ZNS] = ProviderSender(ZNS, zns.try_one, clock=clock)
    return senders


def keeper(settings: ZaloSettings, database: Database[Any], clock: Clock) -> TokenKeeper:
    """Return the keeper of the tokens, with the first refresh token where nothing was stored before.

    It waits long for an answer: a pair that came too late would be lost, and its refresh token with it.
    """
    store = TokenStore(database, PROVIDER)
    if settings.refresh_token:
        store.seed(settings.refresh_token)
    return TokenKeeper(PROVIDER, store, ZaloOAuth(settings.app, ProviderHttp(REFRESH_SECONDS), clock), clock)
