"""Looking dossiers up at the desk."""

from services.routing.usecases.dossiers.look_up_dossier import DOSSIER, LookUpDossier

__all__ = ["DOSSIER", "LookUpDossier"]
