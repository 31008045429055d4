"""Who can be asked about messages nobody knows the fate of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.notify.adapters import facebook_sender, zalo_sender
from services.notify.adapters.facebook_conversation import FacebookConversation
from services.notify.adapters.http_receipts import HttpReceipts
from services.notify.adapters.provider_http import ProviderHttp
from services.notify.adapters.repeats import RepeatsAtGateway, RepeatsUnderComments
from services.notify.adapters.zalo_api import ZaloApi
from services.notify.adapters.zalo_conversation import ZaloConversation
from services.notify.adapters.zalo_errors import OA_TABLES
from services.notify.domain.message import EMAIL, FACEBOOK, SMS, ZALO
from services.notify.settings import NotifySettings
from services.notify.usecases.ask_conversation import AskConversation
from services.notify.usecases.ports import Ledger, Receipts
from services.notify.wiring.zalo import keeper

#: Nobody waits longer for an answer: other messages are to be settled, too.
LONGEST = 5.0


def sources(
    settings: NotifySettings, database: Database[Any] | None, clock: Clock, ledger: Ledger
) -> Mapping[str, Receipts]:
    """Return the sources, by channel; none for a channel that nobody can be asked about, such as SMPP."""
    found = {
        EMAIL: HttpReceipts(settings.receipts_url) if settings.receipts_url else None,
        SMS: _gateway(settings, clock),
        ZALO: _zalo(settings, database, clock, ledger),
        FACEBOOK: _facebook(settings, clock, ledger),
    }
    return {channel: source for channel, source in found.items() if source}


def _gateway(settings: NotifySettings, clock: Clock) -> Receipts | None:
    profile = settings.sms.profile if settings.sms else None
    return RepeatsAtGateway(profile, clock) if profile and profile.idempotent else None


def _zalo(settings: NotifySettings, database: Database[Any] | None, clock: Clock, ledger: Ledger) -> Receipts | None:
    chosen = settings.zalo
    if chosen is None or database is None or not chosen.conversation_path:
        return None
    http = ProviderHttp(min(chosen.timeout_seconds, LONGEST))
    api = ZaloApi(http, keeper(chosen, database, clock), clock, OA_TABLES)
    listed = ZaloConversation(api, chosen.api_url + chosen.conversation_path)
    over_after = _over_after(settings, chosen.timeout_seconds)
    return AskConversation(ledger, listed, clock, over_after, zalo_sender.MOST_TEXT)


def _facebook(settings: NotifySettings, clock: Clock, ledger: Ledger) -> Receipts | None:
    chosen = settings.facebook
    if chosen is None or not chosen.conversations_path:
        return None
    http = ProviderHttp(min(chosen.timeout_seconds, LONGEST))
    listed = FacebookConversation(chosen.page, http, chosen.conversations_path)
    over_after = _over_after(settings, chosen.timeout_seconds)
    return RepeatsUnderComments(AskConversation(ledger, listed, clock, over_after, facebook_sender.MOST_TEXT))


def _over_after(settings: NotifySettings, timeout: float) -> timedelta:
    """Return how long after a claim nothing is on its way: a lease, and what a provider may still be busy with."""
    lease = settings.claim_lease_seconds
    return timedelta(seconds=lease + min(timeout, lease / 2))
