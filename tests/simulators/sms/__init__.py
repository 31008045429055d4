"""An SMS gateway over HTTP, as eSMS documents one, and the citizens' telephones behind it."""

from tests.simulators.base.twists import Twist
from tests.simulators.sms.credentials import SmsCredentials
from tests.simulators.sms.simulator import SmsSimulator

__all__ = ["SmsCredentials", "SmsSimulator", "Twist"]
