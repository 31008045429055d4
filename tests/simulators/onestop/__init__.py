"""A one-stop system that keeps to `contracts/dossiers` and to nothing else."""

from tests.simulators.onestop.credentials import OneStopCredentials
from tests.simulators.onestop.simulator import OneStopSimulator

__all__ = ["OneStopCredentials", "OneStopSimulator"]
