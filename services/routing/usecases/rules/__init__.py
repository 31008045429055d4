"""Rule sets: drafted, simulated over past cases, approved by a second person, in force from a day."""

from services.routing.usecases.rules.activate import Activate
from services.routing.usecases.rules.approve import Approve
from services.routing.usecases.rules.change_draft import ChangeDraft
from services.routing.usecases.rules.changing import Changing
from services.routing.usecases.rules.checking import Checking
from services.routing.usecases.rules.find_rules import FindRules, Seen
from services.routing.usecases.rules.give_up import RollBack, Withdraw
from services.routing.usecases.rules.keep_loaded import KeepLoadedRules, KeptRules, content_of
from services.routing.usecases.rules.make_draft import MakeDraft
from services.routing.usecases.rules.simulate import Simulate

__all__ = [
    "Activate",
    "Approve",
    "ChangeDraft",
    "Changing",
    "Checking",
    "FindRules",
    "KeepLoadedRules",
    "KeptRules",
    "MakeDraft",
    "RollBack",
    "Seen",
    "Simulate",
    "Withdraw",
    "content_of",
]
