"""The citizen's telephone, as far as texts go: the gateway's, the SMSC's, and ZNS by Zalo."""

from __future__ import annotations

from typing import Any, ClassVar

from tests.simulators.base.twists import Twist
from tests.simulators.lab.channels.channel import Channel
from tests.simulators.lab.memory import Memory, proof
from tests.simulators.sms import SmsSimulator
from tests.simulators.smsc import SmscSimulator
from tests.simulators.zalo import ZaloSimulator


class SmsChannel(Channel):
    """`who` is a number, `0…`. A text goes by SMPP when somebody is bound there to receive, else by the gateway;
    `via` decides otherwise.
    """

    name: ClassVar[str] = "sms"

    def __init__(self, sms: SmsSimulator, smsc: SmscSimulator, zalo: ZaloSimulator, memory: Memory) -> None:
        super().__init__(memory)
        self._sms, self._smsc, self._zalo = sms, smsc, zalo
        self.acts = {"text": self._text}

    def inbox(self, who: str) -> list[dict[str, Any]]:
        by_zalo = self._zalo.inbox(f"84{who.removeprefix('0')}")
        received = [
            *({"via": "http", **each} for each in self._sms.inbox(who)),
            *({"via": "smpp", **each} for each in self._smsc.inbox(who)),
            *({"via": "zns", **each} for each in by_zalo),
        ]
        return sorted(received, key=lambda each: str(each["at"]))

    def _text(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        via = wanted.get("via") or ("smpp" if self._smsc.receivers() else "http")
        if via == "smpp":
            self._smsc.say(who, wanted["text"])
            return self.memory.note(self.name, who, {"text": wanted["text"], "via": via})
        twist = Twist(wanted.get("twist", "none"))
        delivery = self._sms.say(who, wanted["text"], message_id=wanted.get("message_id", ""), twist=twist)
        return self.memory.note(self.name, who, {"text": wanted["text"], "via": via} | proof(delivery))
