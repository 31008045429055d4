"""Who may see what of a dossier.

Codes are given in order, so anybody can write down a neighbour's. The code alone therefore shows what says nothing
about a person: procedure, desk, state and dates. The name, the remark and the steps need the last four digits of the
telephone number that was left with the dossier; without such a number the public is shown none of them at all.
"""

from __future__ import annotations

import hmac
from dataclasses import replace

from services.kit.dossiers.dossier import Dossier

#: How many digits prove that one is concerned.
DIGITS = 4


def belongs_to(dossier: Dossier, digits: str) -> bool:
    """Return whether these are the last digits of the applicant's telephone. Compared in constant time."""
    typed = "".join(char for char in digits if char.isdecimal())
    known = dossier.phone_digits[-DIGITS:]
    return len(known) == DIGITS and hmac.compare_digest(known.encode(), typed.encode())


def without_applicant(dossier: Dossier) -> Dossier:
    """Return what anybody with the code may see."""
    return replace(dossier, applicant="", remark="", phone_digits="", steps=())
