"""Notify's composition root: real adapters unless a test brings its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock, SystemClock
from services.kit.storage.mongo import connect, ping
from services.notify.adapters.http_receipts import HttpReceipts, NoReceipts
from services.notify.adapters.mime import Sender
from services.notify.adapters.mongo_addressees import MongoAddressees
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.adapters.smtp_mailer import SmtpMailer
from services.notify.adapters.smtp_session import Server
from services.notify.adapters.templates import Templates
from services.notify.domain.patience import Patience
from services.notify.settings import NotifySettings
from services.notify.usecases import ports
from services.notify.usecases.announce_events import AnnounceEvents
from services.notify.usecases.compose_message import ComposeMessage
from services.notify.usecases.deliver_messages import DeliverMessages
from services.notify.usecases.find_messages import FindMessages
from services.notify.usecases.ports import Addressees, Ledger, Receipts, Texts
from services.notify.usecases.retry_deferred import RetryDeferred
from services.notify.usecases.settle_message import SettleMessage
from services.notify.usecases.settle_uncertain import SettleUncertain


@dataclass(frozen=True, slots=True)
class Application:
    """What notify can do."""

    announce_events: AnnounceEvents
    retry_deferred: RetryDeferred
    settle_uncertain: SettleUncertain
    settle_message: SettleMessage
    find_messages: FindMessages
    probes: Mapping[str, Callable[[], str | None]] = field(default_factory=dict)


def build(
    settings: NotifySettings,
    *,
    database: Database[Any] | None = None,
    addressees: Addressees | None = None,
    ledger: Ledger | None = None,
    mailer: ports.Sender | None = None,
    receipts: Receipts | None = None,
    texts: Texts | None = None,
    clock: Clock | None = None,
) -> Application:
    """Wire the use cases. Connects to MongoDB unless both stores are given."""
    sender = Sender.parse(settings.mail_from)
    clock = clock or SystemClock()
    probes: dict[str, Callable[[], str | None]] = {}
    if addressees is None or ledger is None:
        database = database if database is not None else connect(settings)
        addressees, ledger = addressees or MongoAddressees(database), ledger or _ledger(database)
        probes["mongodb"] = lambda: ping(database)
    mailer = mailer or SmtpMailer(
        Server.parse(settings.smtp_url),
        sender,
        timeout=settings.smtp_timeout_seconds,
        connections=settings.smtp_connections,
    )
    patience = Patience(timedelta(seconds=settings.claim_lease_seconds), timedelta(hours=settings.give_up_after_hours))
    deliver = DeliverMessages(ledger, mailer, clock, patience)
    compose = ComposeMessage(texts or _templates(settings), sender.domain, sender.address)
    return Application(
        announce_events=AnnounceEvents(addressees, compose, deliver, clock),
        retry_deferred=RetryDeferred(deliver, mailer),
        settle_uncertain=SettleUncertain(ledger, receipts or _receipts(settings), clock, patience),
        settle_message=SettleMessage(ledger, clock),
        find_messages=FindMessages(ledger),
        probes=probes,
    )


def _ledger(database: Database[Any]) -> MongoLedger:
    ledger = MongoLedger(database)
    ledger.prepare()
    return ledger


def _receipts(settings: NotifySettings) -> Receipts:
    return HttpReceipts(settings.receipts_url) if settings.receipts_url else NoReceipts()


def _templates(settings: NotifySettings) -> Templates:
    return Templates(
        public_url=settings.public_url,
        hotline_name=settings.hotline_name,
        hotline_phone=settings.hotline_phone,
    )
