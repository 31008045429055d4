"""What the services of the chat channels have in common."""

from __future__ import annotations

from services.kit.loop import Loop

SILENCE_SECONDS = 5.0
MEASURE_SECONDS = 5.0
#: A webhook of this process rings; what another process stored, or was postponed, is found by looking.
LOOK_SECONDS = 1.0


def worker() -> Loop:
    """Return a loop that works off the inbox, one citizen at a time."""
    return Loop(
        lambda application: application.take.turn, pause=LOOK_SECONDS, bell=lambda application: application.bell
    )
