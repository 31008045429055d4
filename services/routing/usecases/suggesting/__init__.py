"""Suggesting what a case is about and where it is, learning from what people decide."""

from services.routing.usecases.suggesting.keep_decisions import KeepDecisions
from services.routing.usecases.suggesting.ports import Decided, Decision, Decisions, Models, StoredModel
from services.routing.usecases.suggesting.put_in_force import PutInForce
from services.routing.usecases.suggesting.roll_back import RollBack
from services.routing.usecases.suggesting.suggest import Suggest

__all__ = [
    "Decided",
    "Decision",
    "Decisions",
    "KeepDecisions",
    "Models",
    "PutInForce",
    "RollBack",
    "StoredModel",
    "Suggest",
]
