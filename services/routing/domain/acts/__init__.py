"""What can be done to a case. Each function returns the case afterwards; policies have been asked before."""

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.acts.asking import ask, resume, with_running_clock
from services.routing.domain.acts.closing import answer, reopen, uphold, withdraw
from services.routing.domain.acts.coordinating import contribute, coordinate
from services.routing.domain.acts.drafting import save_draft, send_back, submit
from services.routing.domain.acts.extending import ask_extension, grant_extension, refuse_extension
from services.routing.domain.acts.handing import accept, reassign, return_to_centre
from services.routing.domain.acts.noting import classify, climb, note, progress, rate, take
from services.routing.domain.acts.opening import forward, hold_case, open_case
from services.routing.domain.acts.supplementing import supplement

__all__ = [
    "Act",
    "accept",
    "answer",
    "ask",
    "ask_extension",
    "classify",
    "climb",
    "contribute",
    "coordinate",
    "entry",
    "forward",
    "grant_extension",
    "hold_case",
    "note",
    "open_case",
    "progress",
    "rate",
    "reassign",
    "refuse_extension",
    "reopen",
    "resume",
    "return_to_centre",
    "save_draft",
    "send_back",
    "submit",
    "supplement",
    "take",
    "uphold",
    "with_running_clock",
    "withdraw",
]
