"""What waits at the centre for a person to decide."""

from services.routing.usecases.triage.ports import Waiting, WaitingCases

__all__ = ["Waiting", "WaitingCases"]
