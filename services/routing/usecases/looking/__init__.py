"""Looking at personal data: shown to those who need it, and every look is written down first."""

from services.routing.usecases.looking.find_looks import FindLooks
from services.routing.usecases.looking.look_at_contact import LookAtContact
from services.routing.usecases.looking.ports import Looks, LookSearch

__all__ = ["FindLooks", "LookAtContact", "LookSearch", "Looks"]
