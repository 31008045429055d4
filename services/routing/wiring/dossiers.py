"""The composition of dossier look-ups at the desk."""

from __future__ import annotations

from services.kit.clock import Clock
from services.kit.dossiers import DossierSettings, one_stop_of
from services.kit.settings import CommonSettings
from services.routing.settings import RoutingSettings
from services.routing.usecases.dossiers import LookUpDossier
from services.routing.usecases.looking import Looks


def build_dossiers(settings: CommonSettings, looks: Looks, clock: Clock) -> LookUpDossier:
    """Return the use case. Commands, which have common settings only, ask no system."""
    own = settings.dossiers if isinstance(settings, RoutingSettings) else DossierSettings()
    return LookUpDossier(one_stop_of(own, clock), looks, clock)
