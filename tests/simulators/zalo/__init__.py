"""Zalo Official Account: OAuth, messages, ZNS, uploads, and webhooks to intake-zalo."""

from tests.simulators.base.twists import Twist
from tests.simulators.zalo.credentials import ZaloCredentials
from tests.simulators.zalo.simulator import ZaloSimulator

__all__ = ["Twist", "ZaloCredentials", "ZaloSimulator"]
