"""The composition root of what all channels share; a channel that needs more has a module beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_progress import MongoProgress
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.adapters.public_holidays import public_holiday
from services.intake.adapters.secret_chance import SecretChance
from services.intake.domain.contact import NormalisePhone
from services.intake.domain.opening_hours import HolidayName
from services.intake.settings import IntakeSettings
from services.intake.usecases.follow_progress import FollowProgress
from services.intake.usecases.keep_attachments import KeepAttachments
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.ports import Cases, Chance, ProgressBoard, Supplements
from services.intake.usecases.register_case import CaseRegistrar
from services.intake.usecases.supplement_case import CaseSupplementer
from services.kit.clock import Clock, SystemClock
from services.kit.health import Probe
from services.kit.messaging.reactions import Reaction
from services.kit.storage.accounts import MongoAccounts
from services.kit.storage.catalog import MongoCatalog
from services.kit.storage.mongo import connect, ping


@dataclass(frozen=True, slots=True)
class Application:
    """Everything a channel needs. `reactions` is what the service consumes; `probes` decide about readiness."""

    settings: IntakeSettings
    registrar: CaseRegistrar
    supplementer: CaseSupplementer
    attachments: KeepAttachments
    look_up: LookUpReference
    progress: ProgressBoard
    follow_progress: FollowProgress
    catalog: MongoCatalog
    accounts: MongoAccounts
    clock: Clock
    reactions: Mapping[str, Reaction]
    probes: Mapping[str, Probe]


def build(
    settings: IntakeSettings,
    *,
    database: Database[Any] | None = None,
    cases: Cases | None = None,
    supplements: Supplements | None = None,
    progress: Any = None,
    catalog: Any = None,
    accounts: Any = None,
    clock: Clock | None = None,
    chance: Chance | None = None,
    phones: NormalisePhone = normalise_phone,
    holiday_name: HolidayName = public_holiday,
) -> Application:
    """Return the application on real adapters, or on those a test passes. Does not wait for any server."""
    database = connect(settings) if database is None else database
    progress = progress or MongoProgress(database)
    catalog = catalog or MongoCatalog(database)
    accounts = accounts or MongoAccounts(database)
    clock = clock or SystemClock()
    look_up = LookUpReference(catalog, holiday_name)
    stored = MongoCases(database)
    return Application(
        settings=settings,
        registrar=CaseRegistrar(cases or stored, look_up, phones, clock, chance or SecretChance()),
        supplementer=CaseSupplementer(supplements or stored, clock),
        attachments=KeepAttachments(),
        look_up=look_up,
        progress=progress,
        follow_progress=FollowProgress(progress),
        catalog=catalog,
        accounts=accounts,
        clock=clock,
        reactions={"catalog.changed": catalog.record, "account.changed": accounts.record},
        probes={"database": _answers(database), "catalogue": _arrived(catalog)},
    )


def _answers(database: Database[Any]) -> Callable[[], str | None]:
    return lambda: ping(database)


def _arrived(catalog: MongoCatalog) -> Callable[[], str | None]:
    return lambda: None if catalog.current() is not None else "no catalogue yet"
