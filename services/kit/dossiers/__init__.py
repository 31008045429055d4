"""Dossiers of the one-stop desks: their codes, what is known of them, and how their system is asked.

code = read_code("h21 99 261124 15")      # Rejected("malformed-dossier-code") with an example
found = one_stop.find(code)               # Found: the dossier, and when it was seen there
"""

from services.kit.dossiers.code import DossierCode, read_code
from services.kit.dossiers.dossier import Dossier, State, Step
from services.kit.dossiers.http_one_stop import HttpOneStop
from services.kit.dossiers.one_stop import Found, NotConnected, OneStop, unknown_dossier
from services.kit.dossiers.seeing import DIGITS, belongs_to, without_applicant
from services.kit.dossiers.settings import DossierSettings, dossiers, one_stop_of
from services.kit.dossiers.words import sentences, state_of

__all__ = [
    "DIGITS",
    "Dossier",
    "DossierCode",
    "DossierSettings",
    "Found",
    "HttpOneStop",
    "NotConnected",
    "OneStop",
    "State",
    "Step",
    "belongs_to",
    "dossiers",
    "one_stop_of",
    "read_code",
    "sentences",
    "state_of",
    "unknown_dossier",
    "without_applicant",
]
