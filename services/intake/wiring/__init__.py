"""The composition root of what all channels share; a channel that needs more has a module beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.intake.adapters.held_files import CasesHoldingFiles, SupplementsHoldingFiles
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_progress import MongoProgress
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.adapters.public_holidays import public_holiday
from services.intake.adapters.secret_chance import SecretChance
from services.intake.settings import IntakeSettings
from services.intake.usecases.follow_progress import FollowProgress
from services.intake.usecases.guard_gate import GuardGate
from services.intake.usecases.look_up_dossier import LookUpDossier
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.ports import Cases, ProgressBoard, Supplements
from services.intake.usecases.register_case import CaseRegistrar
from services.intake.usecases.supplement_case import CaseSupplementer
from services.intake.wiring.dossiers import build_dossiers
from services.intake.wiring.files import build_files
from services.intake.wiring.gate import GateParts, build_gate, traps_at
from services.kit.clock import Clock, SystemClock
from services.kit.files.keep import KeepAttachments
from services.kit.files.open import OpenAttachment
from services.kit.files.ports import Files
from services.kit.files.sweep import SweepAttachments
from services.kit.health import Probe
from services.kit.messaging.reactions import Reaction
from services.kit.storage.accounts import MongoAccounts
from services.kit.storage.catalog import MongoCatalog
from services.kit.storage.mongo import connect, ping


@dataclass(frozen=True, slots=True)
class Application:
    """Everything a channel needs. `reactions` is what the service consumes; `probes` decide about readiness.

    `gate` is asked before a message of somebody outside is accepted. `trap` registers, like `registrar`, what a machine
    wrote into the honeypot, but not as a case.
    """

    settings: IntakeSettings
    registrar: CaseRegistrar
    trap: CaseRegistrar
    gate: GuardGate
    dossiers: LookUpDossier
    supplementer: CaseSupplementer
    attachments: KeepAttachments
    open_attachment: OpenAttachment
    sweep_attachments: SweepAttachments
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
    files: Files | None = None,
    progress: Any = None,
    at_gate: GateParts | None = None,
    catalog: Any = None,
    accounts: Any = None,
    clock: Clock | None = None,
) -> Application:
    """Return the application on real adapters, or on those a test passes. Does not wait for any server."""
    database = connect(settings) if database is None else database
    progress, clock = progress or MongoProgress(database), clock or SystemClock()
    catalog, accounts = catalog or MongoCatalog(database), accounts or MongoAccounts(database)
    look_up = LookUpReference(catalog, public_holiday)
    stored = MongoCases(database)
    of_files = build_files(settings.files, database, clock, files)
    holding, chance = CasesHoldingFiles(cases or stored, of_files.keep), SecretChance()
    return Application(
        settings=settings,
        registrar=CaseRegistrar(holding, look_up, normalise_phone, clock, chance),
        trap=CaseRegistrar(traps_at(at_gate, database, files), look_up, normalise_phone, clock, chance),
        gate=build_gate(settings, at_gate, database, clock, hotline_of(catalog)),
        dossiers=build_dossiers(settings, at_gate, database, clock),
        supplementer=CaseSupplementer(SupplementsHoldingFiles(supplements or stored, of_files.keep), clock),
        attachments=of_files.keep,
        open_attachment=of_files.open,
        sweep_attachments=of_files.sweep,
        look_up=look_up,
        progress=progress,
        follow_progress=FollowProgress(progress),
        catalog=catalog,
        accounts=accounts,
        clock=clock,
        reactions={"catalog.changed": catalog.record, "account.changed": accounts.record},
        probes={"database": _answers(database), "catalogue": _arrived(catalog)},
    )


def hotline_of(catalog: Any) -> Callable[[], str]:
    """Return what tells the number to call, as people write it."""
    return lambda: str(catalog.province().get("hotline") or "1022")


def _answers(database: Database[Any]) -> Callable[[], str | None]:
    return lambda: ping(database)


def _arrived(catalog: MongoCatalog) -> Callable[[], str | None]:
    return lambda: None if catalog.current() is not None else "no catalogue yet"
