"""A carrier's SMSC: an SMPP 3.4 server and the telephones behind it."""

from tests.simulators.smsc.credentials import SmscCredentials
from tests.simulators.smsc.pdu import Status
from tests.simulators.smsc.simulator import SmscSimulator

__all__ = ["SmscCredentials", "SmscSimulator", "Status"]
