"""Notify's composition root: real adapters unless a test brings its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock, SystemClock
from services.kit.storage.accounts import MongoAccounts
from services.kit.storage.mongo import connect, ping
from services.notify.adapters.mime import Sender as Mailbox
from services.notify.adapters.templates import Templates
from services.notify.domain.choice import Choice
from services.notify.domain.merging import MergeWindow
from services.notify.domain.patience import Patience
from services.notify.domain.sms.shorten import Style
from services.notify.domain.windows import WindowRules
from services.notify.settings import NotifySettings
from services.notify.usecases.announce_events import AnnounceEvents
from services.notify.usecases.compose_message import ComposeMessage
from services.notify.usecases.deliver_messages import DeliverMessages
from services.notify.usecases.fall_back import FallBack
from services.notify.usecases.find_messages import FindMessages
from services.notify.usecases.hold_back import HoldBack
from services.notify.usecases.merge_updates import MergeUpdates
from services.notify.usecases.ports import Receipts, Senders, Texts
from services.notify.usecases.retry_deferred import RetryDeferred
from services.notify.usecases.say_requested import SayRequested
from services.notify.usecases.settle_message import SettleMessage
from services.notify.usecases.settle_uncertain import SettleUncertain
from services.notify.usecases.take_reports import TakeReports
from services.notify.usecases.wordings.ports import Wordings
from services.notify.wiring.asking import sources
from services.notify.wiring.channels import real_senders, upkeep
from services.notify.wiring.stores import Stores, mongo_stores
from services.notify.wiring.words import Words, build_words

Probes = Mapping[str, Callable[[], str | None]]


@dataclass(frozen=True, slots=True)
class Application:
    """What notify can do. `settings` and `stores` are for the parts that channels add."""

    announce_events: AnnounceEvents
    say_requested: SayRequested
    take_reports: TakeReports
    fall_back: FallBack
    retry_deferred: RetryDeferred
    settle_uncertain: SettleUncertain
    settle_message: SettleMessage
    find_messages: FindMessages
    words: Words
    settings: NotifySettings
    stores: Stores
    database: Database[Any] | None = None
    probes: Probes = field(default_factory=dict)
    keep_up: Callable[[], bool] = lambda: False
    accounts: MongoAccounts | None = None


def build(
    settings: NotifySettings,
    *,
    database: Database[Any] | None = None,
    stores: Stores | None = None,
    senders: Senders | None = None,
    receipts: Mapping[str, Receipts] | None = None,
    texts: Templates | None = None,
    clock: Clock | None = None,
    zns_types: Collection[str] = (),
) -> Application:
    """Wire the use cases. Connects to MongoDB unless the stores are given."""
    clock = clock or SystemClock()
    probes: dict[str, Callable[[], str | None]] = {}
    if stores is None:
        database = database if database is not None else connect(settings)
        stores, probes["mongodb"] = mongo_stores(database), _ping(database)
    senders, threads = (senders, None) if senders is not None else _senders(settings, database, clock)
    templates = texts or _templates(settings, stores.wordings)
    compose = _compose(settings, senders, zns_types, templates)
    deliver = _deliver(settings, stores, senders, compose, clock, threads)
    asked = sources(settings, database, clock, stores.ledger) if receipts is None else receipts
    ledger, addressees, windows = stores.ledger, stores.addressees, stores.windows
    return Application(
        announce_events=AnnounceEvents(addressees, windows, compose, deliver, clock),
        say_requested=SayRequested(windows, compose.choice, compose.texts, deliver, clock, compose.domain),
        take_reports=TakeReports(ledger, stores.strays, clock),
        fall_back=FallBack(ledger, addressees, windows, compose, deliver, clock),
        retry_deferred=RetryDeferred(deliver),
        settle_uncertain=SettleUncertain(ledger, asked, clock, deliver.patience),
        settle_message=SettleMessage(ledger, clock),
        find_messages=FindMessages(ledger),
        words=_words(settings, stores, templates, clock),
        settings=settings,
        stores=stores,
        database=database,
        probes=probes,
        keep_up=upkeep(senders),
        accounts=MongoAccounts(database) if database is not None else None,
    )


def _compose(settings: NotifySettings, senders: Senders, zns_types: Collection[str], texts: Texts) -> ComposeMessage:
    own = Mailbox.parse(settings.mail_from)
    choice = Choice(
        settings.policy,
        frozenset(senders),
        settings.own_recipients | {own.address.lower()},
        zns_types or (settings.zalo.templates if settings.zalo else ()),
        WindowRules(settings.zalo_billed),
    )
    return ComposeMessage(texts, choice, own.domain)


def _deliver(
    settings: NotifySettings,
    stores: Stores,
    senders: Senders,
    compose: ComposeMessage,
    clock: Clock,
    threads: ThreadPoolExecutor | None,
) -> DeliverMessages:
    patience = Patience(timedelta(seconds=settings.claim_lease_seconds), timedelta(hours=settings.give_up_after_hours))
    window = MergeWindow(timedelta(seconds=settings.merge_window_seconds))
    merge = MergeUpdates(stores.ledger, stores.addressees, compose, clock, window)
    hold_back = HoldBack(compose.choice.rules, settings.quiet_hours, settings.limits, stores.tallies, stores.windows)
    return DeliverMessages(stores.ledger, senders, merge, hold_back, clock, patience, threads)


def _senders(
    settings: NotifySettings, database: Database[Any] | None, clock: Clock
) -> tuple[Senders, ThreadPoolExecutor]:
    senders = real_senders(settings, database, clock)
    return senders, ThreadPoolExecutor(len(senders), thread_name_prefix="channel")


def _words(settings: NotifySettings, stores: Stores, templates: Templates, clock: Clock) -> Words:
    style = settings.sms.style if settings.sms else Style()
    return build_words(stores.wordings, templates, style, clock)


def _ping(database: Database[Any]) -> Callable[[], None]:
    return lambda: ping(database)


def _templates(settings: NotifySettings, wordings: Wordings) -> Templates:
    return Templates(
        changed=wordings.in_force,
        public_url=settings.public_url,
        hotline_name=settings.hotline_name,
        hotline_phone=settings.hotline_phone,
        links=settings.links,
    )
