"""Changing the catalogue at the desk: draft, propose, approve, in force from a day, and back again."""

from services.routing.usecases.amending.approve import Approve
from services.routing.usecases.amending.bring_back import BringBack
from services.routing.usecases.amending.changing import Changing
from services.routing.usecases.amending.edit_catalogue import EditCatalogue, Wish
from services.routing.usecases.amending.find import FindAmendments
from services.routing.usecases.amending.judge import Effect, Judge, Judgement
from services.routing.usecases.amending.ports import Amendments, Holdings, Version, Versions
from services.routing.usecases.amending.propose import Propose
from services.routing.usecases.amending.put_in_force import PutInForce
from services.routing.usecases.amending.withdraw import Withdraw

__all__ = [
    "Amendments",
    "Approve",
    "BringBack",
    "Changing",
    "EditCatalogue",
    "Effect",
    "FindAmendments",
    "Holdings",
    "Judge",
    "Judgement",
    "Propose",
    "PutInForce",
    "Version",
    "Versions",
    "Wish",
    "Withdraw",
]
