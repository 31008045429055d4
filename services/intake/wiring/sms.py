"""The composition root of text messages that come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_inbox import MongoInbox
from services.intake.adapters.mongo_texts import MongoTexts
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.settings.sms import SmsSettings
from services.intake.usecases.answer_text import AnswerText, FindsCases, Texts
from services.intake.usecases.gate_ports import Counters
from services.intake.usecases.measure_inbox import MeasureInbox
from services.intake.usecases.ports import Inbox
from services.intake.usecases.prove_ownership import ProveOwnership
from services.intake.usecases.take_arrivals import TakeArrivals
from services.intake.usecases.take_texts import INBOX, TakeTexts
from services.intake.wiring import Application, build, hotline_of
from services.intake.wiring.gate import counters_on
from services.kit.health import Probe
from services.kit.loop import Bell
from services.kit.messaging.reactions import Reaction
from services.kit.storage.mongo import connect, is_outage


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsParts:
    """What the channel works on; a test brings its own."""

    inbox: Inbox
    texts: Texts
    cases: FindsCases
    counters: Counters


@dataclass(frozen=True, slots=True)
class SmsApplication:
    """The channel around the shared application. `bell` wakes the worker."""

    base: Application
    settings: SmsSettings
    bell: Bell
    take_texts: TakeTexts
    take: TakeArrivals
    measure: MeasureInbox

    @property
    def reactions(self) -> Mapping[str, Reaction]:
        """What the service consumes of reference data."""
        return self.base.reactions

    @property
    def probes(self) -> Mapping[str, Probe]:
        """What decides about readiness."""
        return self.base.probes


def build_sms(settings: SmsSettings) -> SmsApplication:
    """Return the application on real adapters. Does not wait for any server."""
    database = connect(settings)
    return with_texts(build(settings, database=database), settings, parts_on(settings, database))


def parts_on(settings: SmsSettings, database: Database[Any]) -> SmsParts:
    """Return the real adapters."""
    return SmsParts(
        inbox=MongoInbox(database),
        texts=MongoTexts(database),
        cases=MongoCases(database),
        counters=counters_on(settings, database),
    )


def with_texts(base: Application, settings: SmsSettings, parts: SmsParts) -> SmsApplication:
    """Return the channel on `parts`."""
    clock, ownership = base.clock, ProveOwnership(parts.counters, base.clock)
    answer = AnswerText(
        parts.texts,
        parts.cases,
        base.progress,
        ownership,
        normalise_phone,
        hotline_of(base.catalog),
        clock,
        base.dossiers,
    )
    return SmsApplication(
        base=base,
        settings=settings,
        bell=Bell(),
        take_texts=TakeTexts(parts.inbox, clock),
        take=TakeArrivals(parts.inbox, INBOX, answer.answer, clock, is_outage),
        measure=MeasureInbox(parts.inbox, INBOX, clock),
    )
