"""The citizen's Messenger, and comments under the page's posts."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from tests.simulators.base.courier import Delivery
from tests.simulators.base.twists import Twist
from tests.simulators.facebook import FacebookSimulator
from tests.simulators.lab.channels.channel import Channel
from tests.simulators.lab.memory import Memory, proof


class FacebookChannel(Channel):
    """`who` is the id by which the page knows the user."""

    name: ClassVar[str] = "facebook"

    def __init__(self, facebook: FacebookSimulator, memory: Memory) -> None:
        super().__init__(memory)
        self._facebook = facebook
        self.acts = {
            "text": self._text,
            "comment": self._comment,
            "press": self._press,
            "photo": self._photo,
            "location": self._location,
        }

    def inbox(self, who: str) -> list[dict[str, Any]]:
        return self._facebook.inbox(who)

    def _text(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        more = {"name": wanted.get("name", ""), "mid": wanted.get("mid", "")}
        delivery = self._facebook.say(who, wanted["text"], twist=_twist(wanted), **more)
        return self._note(who, {"text": wanted["text"]}, delivery)

    def _comment(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        more = {"name": wanted.get("name", ""), "comment_id": wanted.get("comment_id", "")}
        delivery = self._facebook.comment(who, wanted["text"], twist=_twist(wanted), **more)
        return self._note(who, {"text": wanted["text"], "public": True}, delivery)

    def _press(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        delivery = self._facebook.press(who, wanted["title"], _twist(wanted))
        return self._note(who, {"text": wanted["title"], "pressed": True}, delivery)

    def _photo(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        content = base64.b64decode(wanted["content"], validate=True)
        kind, name = wanted.get("type", "image"), wanted.get("name", "anh.jpg")
        delivery = self._facebook.send_file(who, kind, name, content, _twist(wanted))
        shown = self._facebook.url + self._facebook.files.keep(name, content)
        return self._note(who, {"text": "", "image": shown} if kind == "image" else {"text": name}, delivery)

    def _location(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        latitude, longitude = float(wanted["latitude"]), float(wanted["longitude"])
        delivery = self._facebook.send_location(who, latitude, longitude, _twist(wanted))
        return self._note(who, {"text": "", "place": [latitude, longitude]}, delivery)

    def _note(self, who: str, entry: dict[str, Any], delivery: Delivery) -> dict[str, Any]:
        return self.memory.note(self.name, who, entry | proof(delivery), self._facebook.clock.now())


def _twist(wanted: dict[str, Any]) -> Twist:
    return Twist(wanted.get("twist", "none"))
