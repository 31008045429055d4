"""What can be done to a case. Each function returns the case afterwards; policies have been asked before."""

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.acts.closing import answer
from services.routing.domain.acts.handing import accept, reassign, return_to_centre
from services.routing.domain.acts.opening import forward, hold_case, open_case
from services.routing.domain.acts.supplementing import supplement

__all__ = [
    "Act",
    "accept",
    "answer",
    "entry",
    "forward",
    "hold_case",
    "open_case",
    "reassign",
    "return_to_centre",
    "supplement",
]
