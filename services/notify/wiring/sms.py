"""Makes the sender of text messages: over SMPP, which brings receipts and citizens' texts as well, or a gateway."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.adapters.mongo_strays import MongoStrays
from services.notify.adapters.provider_http import ProviderHttp
from services.notify.adapters.provider_sender import ProviderSender
from services.notify.adapters.smpp_inbound import SmppInbound
from services.notify.adapters.smpp_link import SmppLink
from services.notify.adapters.smpp_references import References
from services.notify.adapters.smpp_sender import SmppSender
from services.notify.adapters.sms_arrivals import SmsArrivals
from services.notify.adapters.sms_gateway import GatewayAccount, SmsGateway
from services.notify.adapters.sms_profile import Profile
from services.notify.adapters.sms_trace import SmsTrace
from services.notify.domain.message import SMS
from services.notify.domain.sms.receipt import BASES
from services.notify.settings import NotifySettings
from services.notify.settings.sms import SmppSettings, SmsSettings
from services.notify.usecases.ports import Sender
from services.notify.usecases.take_reports import TakeReports


def sms(settings: NotifySettings, database: Database[Any] | None, clock: Clock) -> Mapping[str, Sender]:
    """Return the sender, if one is set up."""
    chosen = settings.sms
    if chosen is None or database is None:
        return {}
    timeout = min(chosen.timeout_seconds, settings.claim_lease_seconds / 2)
    if chosen.smpp:
        return {SMS: _over_smpp(chosen.smpp, chosen, timeout, database, clock)}
    if chosen.profile and chosen.account:
        return {SMS: _over_http(chosen.profile, chosen.account, chosen, timeout, clock)}
    return {}


def _over_http(
    profile: Profile, account: GatewayAccount, settings: SmsSettings, timeout: float, clock: Clock
) -> ProviderSender:
    gateway = SmsGateway(profile, account, settings.style, ProviderHttp(timeout), clock)
    return ProviderSender(SMS, gateway.try_one, clock=clock)


def _over_smpp(
    smpp: SmppSettings, settings: SmsSettings, timeout: float, database: Database[Any], clock: Clock
) -> ProviderSender:
    references, bases = References(), BASES[smpp.receipt_ids]
    arrivals = SmsArrivals(database, clock)
    arrivals.prepare()
    reports = TakeReports(MongoLedger(database), MongoStrays(database), clock)
    trace = SmsTrace(database, settings.style)
    inbound = SmppInbound(reports, arrivals, references, trace, clock, bases)
    link = SmppLink(smpp.smsc, enquire_seconds=smpp.enquire_seconds, handler=inbound.handle, late=inbound.late)
    sender = SmppSender(link, smpp.sender, settings.style, references, timeout=timeout, base=bases[0])
    link.start()
    return ProviderSender(
        SMS, sender.try_one, connections=smpp.window, clock=clock, ready=link.bound, upkeep=arrivals.sweep
    )
