"""The composition of dossier look-ups by citizens."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from services.intake.settings import IntakeSettings
from services.intake.usecases.look_up_dossier import LookUpDossier
from services.intake.wiring.gate import GateParts, counters_on
from services.kit.clock import Clock
from services.kit.dossiers import one_stop_of


def build_dossiers(
    settings: IntakeSettings, parts: GateParts | None, database: Database[Any], clock: Clock
) -> LookUpDossier:
    """Return the use case, counting on a test's `parts` or on the database."""
    counters = parts.counters if parts else counters_on(settings, database)
    return LookUpDossier(one_stop_of(settings.dossiers, clock), counters, clock)
