"""The composition root of the telephone channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from pymongo.database import Database

from services.intake.adapters.downloads import DownloadRules, HttpDownloads
from services.intake.adapters.mongo_blocks import MongoBlocks
from services.intake.adapters.mongo_call_backs import MongoCallBacks
from services.intake.adapters.mongo_callers import MongoCallersCases
from services.intake.adapters.mongo_calls import MongoCalls, MongoUnreadCalls
from services.intake.adapters.mongo_inbox import MongoInbox
from services.intake.adapters.pbx.mapping import SHIPPED, VendorMapping, load_mappings
from services.intake.adapters.pbx.reader import CallReader
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.settings.hotline import CallSettings, HotlineSettings
from services.intake.usecases.block_sender import BlockSender
from services.intake.usecases.call_ports import CallBacks, CallersCases, Calls, UnreadCalls
from services.intake.usecases.chat_ports import Downloads
from services.intake.usecases.file_call_case import FileCallCase
from services.intake.usecases.gate_ports import Blocks
from services.intake.usecases.measure_inbox import MeasureInbox
from services.intake.usecases.ports import Inbox
from services.intake.usecases.record_call import RecordCall
from services.intake.usecases.screen_pop import ScreenPop
from services.intake.usecases.settle_calls import VOICEMAIL_INBOX, SettleCalls
from services.intake.usecases.take_arrivals import TakeArrivals
from services.intake.usecases.take_call_back import Patience, TakeCallBack
from services.intake.usecases.take_voicemail import TakeVoicemail
from services.intake.wiring import Application, build
from services.kit.storage.mongo import connect, is_outage


@dataclass(frozen=True, slots=True, kw_only=True)
class CallParts:
    """What the telephone channel works on; a test brings its own, each part for itself."""

    calls: Calls | None = None
    call_backs: CallBacks | None = None
    cases: CallersCases | None = None
    unread: UnreadCalls | None = None
    inbox: Inbox | None = None
    downloads: Downloads | None = None
    blocks: Blocks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """A telephone system that is listened to."""

    mapping: VendorMapping
    read: CallReader


@dataclass(frozen=True, slots=True, kw_only=True)
class CallUseCases:
    """What can be done with calls."""

    settings: CallSettings
    vendors: Mapping[str, Vendor]
    unread: UnreadCalls
    record: RecordCall
    settle: SettleCalls
    file: FileCallCase
    screen_pop: ScreenPop
    call_backs: TakeCallBack
    voicemail: TakeArrivals
    measure: MeasureInbox


@dataclass(frozen=True, slots=True)
class HotlineApplication(Application):
    """The shared application, calls, and the block list of the channels of writing."""

    calls: CallUseCases
    blocking: BlockSender


def build_hotline(settings: HotlineSettings) -> HotlineApplication:
    """Return the application on real adapters. Does not wait for any server; raises `BadMapping`."""
    database = connect(settings)
    return with_calls(build(settings, database=database), settings.calls, database)


def with_calls(
    base: Application, settings: CallSettings, database: Database[Any], parts: CallParts | None = None
) -> HotlineApplication:
    """Return `base` with calls, on real adapters or on those of a test."""
    shared = {each.name: getattr(base, each.name) for each in fields(Application)}
    on = parts or CallParts()
    blocking = BlockSender(on.blocks or MongoBlocks(database), normalise_phone, base.clock)
    return HotlineApplication(**shared, calls=_use_cases(base, settings, database, on), blocking=blocking)


def _use_cases(base: Application, settings: CallSettings, database: Database[Any], parts: CallParts) -> CallUseCases:
    calls = parts.calls or MongoCalls(database)
    tasks = parts.call_backs or MongoCallBacks(database)
    cases = parts.cases or MongoCallersCases(database)
    inbox = parts.inbox or MongoInbox(database)
    downloads = parts.downloads or HttpDownloads(
        DownloadRules(hosts=settings.recording_hosts, insecure=settings.insecure)
    )
    voicemail = TakeVoicemail(calls, cases, downloads, base.attachments, base.registrar, settings.recording_tries)
    return CallUseCases(
        settings=settings,
        vendors=_vendors(settings),
        unread=parts.unread or MongoUnreadCalls(database),
        record=RecordCall(calls, tasks, base.clock, settings.grace),
        settle=SettleCalls(calls, tasks, cases, inbox, base.look_up, base.clock),
        file=FileCallCase(base.registrar, calls),
        screen_pop=ScreenPop(calls, tasks, cases, base.progress, base.clock),
        call_backs=TakeCallBack(
            tasks, base.progress, base.look_up, base.clock, Patience(settings.claim, settings.rest)
        ),
        voicemail=TakeArrivals(inbox, VOICEMAIL_INBOX, voicemail.take, base.clock, is_outage),
        measure=MeasureInbox(inbox, VOICEMAIL_INBOX, base.clock),
    )


def _vendors(settings: CallSettings) -> dict[str, Vendor]:
    folders = (SHIPPED, settings.mappings) if settings.mappings else (SHIPPED,)
    mappings = load_mappings(*folders)
    return {name: Vendor(mapping=each, read=CallReader(each, normalise_phone)) for name, each in mappings.items()}
