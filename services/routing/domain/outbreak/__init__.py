"""Many report one thing: noticed, proposed to the shift lead, dealt with as one incident."""

from services.routing.domain.outbreak.incident import LIVE, Incident, Standing
from services.routing.domain.outbreak.joining import objection_to_join
from services.routing.domain.outbreak.noticing import Burst, Sign, bursts, is_unusual, usual
from services.routing.domain.outbreak.watch import Watch

__all__ = [
    "LIVE",
    "Burst",
    "Incident",
    "Sign",
    "Standing",
    "Watch",
    "bursts",
    "is_unusual",
    "objection_to_join",
    "usual",
]
