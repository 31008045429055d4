"""The citizen's Zalo."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from tests.simulators.base.courier import Delivery
from tests.simulators.base.twists import Twist
from tests.simulators.lab.channels.channel import Channel
from tests.simulators.lab.memory import Memory, proof
from tests.simulators.zalo import ZaloSimulator


class ZaloChannel(Channel):
    """`who` is a user id."""

    name: ClassVar[str] = "zalo"

    def __init__(self, zalo: ZaloSimulator, memory: Memory) -> None:
        super().__init__(memory)
        self._zalo = zalo
        self.acts = {
            "text": self._text,
            "press": self._press,
            "photo": self._photo,
            "location": self._location,
            "follow": self._follow,
            "unfollow": self._unfollow,
            "info": self._info,
        }

    def inbox(self, who: str) -> list[dict[str, Any]]:
        return self._zalo.inbox(who)

    def _text(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        more = {"name": wanted.get("name", ""), "msg_id": wanted.get("msg_id", "")}
        delivery = self._zalo.say(who, wanted["text"], twist=_twist(wanted), **more)
        return self._note(who, {"text": wanted["text"]}, delivery)

    def _press(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        delivery = self._zalo.press(who, wanted["title"], _twist(wanted))
        return self._note(who, {"text": wanted["title"], "pressed": True}, delivery)

    def _photo(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        content = base64.b64decode(wanted["content"], validate=True)
        kind, name = wanted.get("type", "image"), wanted.get("name", "anh.jpg")
        delivery = self._zalo.send_file(who, kind, name, content, text=wanted.get("text", ""), twist=_twist(wanted))
        shown = {"image": self._zalo.url + self._zalo.files.keep(name, content)} if kind == "image" else {"file": name}
        return self._note(who, {"text": wanted.get("text", ""), **shown}, delivery)

    def _location(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        latitude, longitude = float(wanted["latitude"]), float(wanted["longitude"])
        delivery = self._zalo.send_location(who, latitude, longitude, _twist(wanted))
        return self._note(who, {"text": "", "place": [latitude, longitude]}, delivery)

    def _follow(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        delivery = self._zalo.follow(who, wanted.get("name", ""), _twist(wanted))
        return self._note(who, {"side": "note", "text": "Quan tâm OA"}, delivery)

    def _unfollow(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        return self._note(who, {"side": "note", "text": "Bỏ quan tâm OA"}, self._zalo.unfollow(who, _twist(wanted)))

    def _info(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        delivery = self._zalo.share_info(who, wanted["name"], wanted["phone"], _twist(wanted))
        return self._note(who, {"side": "note", "text": "Chia sẻ tên và số điện thoại"}, delivery)

    def _note(self, who: str, entry: dict[str, Any], delivery: Delivery) -> dict[str, Any]:
        return self.memory.note(self.name, who, entry | proof(delivery), self._zalo.clock.now())


def _twist(wanted: dict[str, Any]) -> Twist:
    return Twist(wanted.get("twist", "none"))
