"""The composition of the gate: what keeps floods and abuse out of the channels of writing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.intake.adapters.altcha_proofs import AltchaProofs
from services.intake.adapters.mongo_blocks import MongoBlocks
from services.intake.adapters.mongo_counters import MongoCounters
from services.intake.adapters.mongo_traps import MongoTraps
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.settings import IntakeSettings
from services.intake.usecases.gate_ports import Blocks, Counters, Proofs
from services.intake.usecases.guard_gate import GuardGate
from services.intake.usecases.ports import Cases
from services.kit.clock import Clock
from services.kit.files.ports import Files


@dataclass(frozen=True, slots=True)
class GateParts:
    """What the gate works on; a test brings its own."""

    blocks: Blocks
    counters: Counters
    proofs: Proofs
    traps: Cases


def build_gate(
    settings: IntakeSettings,
    parts: GateParts | None,
    database: Database[Any],
    clock: Clock,
    hotline: Callable[[], str],
) -> GuardGate:
    """Return the gate, on a test's `parts` or on the database. `hotline` returns the number to call instead."""
    on = parts or _on_database(settings, database)
    return GuardGate(on.blocks, on.counters, on.proofs, settings.abuse.limits, normalise_phone, clock, hotline)


def traps_at(parts: GateParts | None, database: Database[Any], files: Files | None) -> Cases:
    """Return where what fell into the honeypot is kept."""
    return parts.traps if parts else MongoTraps(database, files)


def _on_database(settings: IntakeSettings, database: Database[Any]) -> GateParts:
    """Each key is derived from the process's secret and serves one purpose."""
    return GateParts(
        MongoBlocks(database),
        counters_on(settings, database),
        AltchaProofs(database, _derived(settings, "proofs"), settings.abuse.proof_numbers),
        MongoTraps(database),
    )


def counters_on(settings: IntakeSettings, database: Database[Any]) -> Counters:
    """Return the counters that all processes with the same secret share."""
    return MongoCounters(database, _derived(settings, "counters"))


def _derived(settings: IntakeSettings, purpose: str) -> str:
    return hashlib.sha256(f"{purpose}\n{settings.secret_key}".encode()).hexdigest()
