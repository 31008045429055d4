"""A Facebook page: Messenger, comments, and webhooks to intake-facebook."""

from tests.simulators.base.twists import Twist
from tests.simulators.facebook.credentials import FacebookCredentials
from tests.simulators.facebook.simulator import FacebookSimulator

__all__ = ["FacebookCredentials", "FacebookSimulator", "Twist"]
