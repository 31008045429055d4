"""A telephone system that tells of calls in three vendors' words."""

from tests.simulators.base.twists import Twist
from tests.simulators.pbx.credentials import PbxCredentials
from tests.simulators.pbx.simulator import PbxSimulator
from tests.simulators.pbx.vendors import VENDORS

__all__ = ["VENDORS", "PbxCredentials", "PbxSimulator", "Twist"]
