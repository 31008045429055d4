"""One module per channel: `acts` are what a citizen does there, `inbox` is what they receive."""

from tests.simulators.lab.channels.channel import Channel, UnknownActError
from tests.simulators.lab.channels.facebook import FacebookChannel
from tests.simulators.lab.channels.mail import MailChannel
from tests.simulators.lab.channels.mobile import MobileChannel
from tests.simulators.lab.channels.phone import PhoneChannel
from tests.simulators.lab.channels.sms import SmsChannel
from tests.simulators.lab.channels.web import WebChannel
from tests.simulators.lab.channels.zalo import ZaloChannel

__all__ = [
    "Channel",
    "FacebookChannel",
    "MailChannel",
    "MobileChannel",
    "PhoneChannel",
    "SmsChannel",
    "UnknownActError",
    "WebChannel",
    "ZaloChannel",
]
