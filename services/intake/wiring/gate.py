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
from services.intake.domain.contact import NormalisePhone
from services.intake.settings.abuse import AbuseSettings
from services.intake.usecases.gate_ports import Blocks, Counters, Proofs
from services.intake.usecases.guard_gate import GuardGate
from services.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class GateParts:
    """What the gate works on; a test brings its own."""

    blocks: Blocks
    counters: Counters
    proofs: Proofs


def gate_parts(settings: AbuseSettings, database: Database[Any], secret: str) -> GateParts:
    """Return the real parts. Each key is derived from the process's secret and serves one purpose."""
    return GateParts(
        MongoBlocks(database),
        MongoCounters(database, _derived(secret, "counters")),
        AltchaProofs(database, _derived(secret, "proofs"), settings.proof_numbers),
    )


def build_gate(
    settings: AbuseSettings, parts: GateParts, phones: NormalisePhone, clock: Clock, hotline: Callable[[], str]
) -> GuardGate:
    """Return the gate. `hotline` returns the number to call instead."""
    return GuardGate(parts.blocks, parts.counters, settings.limits, phones, clock, hotline)


def _derived(secret: str, purpose: str) -> str:
    return hashlib.sha256(f"{purpose}\n{secret}".encode()).hexdigest()
