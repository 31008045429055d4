"""What users of Zalo do. Every act sends its webhook and returns the delivery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.simulators.base.clock import Clock
from tests.simulators.base.courier import Courier, Delivery, Webhook
from tests.simulators.base.files import Files
from tests.simulators.base.together import at_the_same_time
from tests.simulators.base.twists import Twist, twisted
from tests.simulators.zalo import signing
from tests.simulators.zalo.content import QUERIES
from tests.simulators.zalo.credentials import ZaloCredentials
from tests.simulators.zalo.events import Events, attachment, location
from tests.simulators.zalo.people import Directory, Heard, Person

DAY = 24 * 3600 * 1000


class Citizens:
    """Mixed into the simulator, which brings the attributes below."""

    url: str
    webhook_url: str
    clock: Clock
    courier: Courier
    credentials: ZaloCredentials
    directory: Directory
    events: Events
    files: Files

    def person(self, user: str, name: str = "") -> Person:
        """Return a user whose attributes a test may change; they have not written yet."""
        return self.directory.meet(user, None, name)

    def follow(self, user: str, name: str = "", twist: Twist = Twist.NONE) -> Delivery:
        """Follow the OA, which counts as an interaction."""
        self._met(user, name).follower = True
        return self.tell(self.events.following("follow", user, self.clock.millis()), twist)

    def unfollow(self, user: str, twist: Twist = Twist.NONE) -> Delivery:
        """Stop following; the OA may not write any more."""
        person = self.directory.meet(user, None)
        person.follower, person.last_interaction = False, None
        return self.tell(self.events.following("unfollow", user, self.clock.millis()), twist)

    def say(self, user: str, text: str, *, name: str = "", msg_id: str = "", twist: Twist = Twist.NONE) -> Delivery:
        """Write a text; the same `msg_id` again is the same message again."""
        return self.tell(self.text_event(user, text, name=name, msg_id=msg_id), twist)

    def text_event(self, user: str, text: str, *, name: str = "", msg_id: str = "") -> dict[str, Any]:
        """Return the event of a text without delivering it."""
        self._met(user, name)
        message = {"msg_id": msg_id or self.directory.new_id(), "text": text}
        return self._said("user_send_text", user, message)

    def send_file(
        self, user: str, kind: str, name: str, content: bytes, *, text: str = "", twist: Twist = Twist.NONE
    ) -> Delivery:
        """Send a file; `kind` is image, file, audio, video, sticker, gif or link. It can be downloaded for a day."""
        self._met(user, "")
        attached = attachment(kind, self.url + self.files.keep(name, content), name, len(content))
        message = {"msg_id": self.directory.new_id(), "attachments": [attached]} | ({"text": text} if text else {})
        return self.tell(self._said(f"user_send_{kind}", user, message), twist)

    def send_location(self, user: str, latitude: float, longitude: float, twist: Twist = Twist.NONE) -> Delivery:
        """Send a place, in degrees."""
        self._met(user, "")
        message = {"msg_id": self.directory.new_id(), "text": "", "attachments": [location(latitude, longitude)]}
        return self.tell(self._said("user_send_location", user, message), twist)

    def press(self, user: str, title: str, twist: Twist = Twist.NONE) -> Delivery:
        """Press a button of the newest message that has one with this title. Raises LookupError without any.

        A query button sends its payload as a text of the user; any other tells that it was clicked.
        """
        button = self._button(user, title)
        self._met(user, "")
        if button["type"] in QUERIES:
            return self.say(user, button["payload"], twist=twist)
        message = {"msg_id": self.directory.new_id(), "text": title}
        return self.tell(self.events.from_user("user_click_button", user, self.clock.millis(), message), twist)

    def see(self, user: str, message_id: str, twist: Twist = Twist.NONE) -> Delivery:
        """Read a message of ours."""
        event = self.events.from_oa("user_seen_message", user, self.clock.millis(), {"msg_ids": [message_id]})
        return self.tell(event, twist)

    def receive(self, user: str, message_id: str, twist: Twist = Twist.NONE) -> Delivery:
        """Tell that a message of ours has arrived (it is told by itself while `receipts` are on)."""
        message = {"msg_id": message_id, "delivery_time": str(self.clock.millis())}
        return self.tell(self.events.from_oa("user_received_message", user, self.clock.millis(), message), twist)

    def share_info(self, user: str, name: str, phone: str, twist: Twist = Twist.NONE) -> Delivery:
        """Fill in the form that asks for name and telephone; `phone` as typed."""
        self._met(user, name).phone = phone
        info = {"name": name, "phone": phone, "address": "", "city": "", "district": ""}
        return self.tell(self.events.submitted_info(user, self.clock.millis(), info), twist)

    def tell(self, event: dict[str, Any], twist: Twist = Twist.NONE) -> Delivery:
        """Deliver any event, signed, in the way `twist` says."""
        body, headers = twisted(event, twist, self._sign, _aged)
        return self._delivered(  # type: ignore[attr-defined,no-any-return]
            Webhook(self.webhook_url, body, {"Content-Type": "application/json"} | headers, event["event_name"]), twist
        )

    def deliver_all(self, events: Sequence[dict[str, Any]], order: str = "given") -> list[Delivery]:
        """Deliver events in the order `given`, `reversed`, or all `together`."""
        if order == "together":
            return at_the_same_time([lambda event=event: self.tell(event) for event in events])  # type: ignore[misc]
        return [self.tell(event) for event in (reversed(events) if order == "reversed" else events)]

    def inbox(self, to: str) -> list[dict[str, Any]]:
        """Return what a user (or a telephone, for ZNS) has received, oldest first."""
        return self.sent(to)

    def sent(self, to: str = "") -> list[dict[str, Any]]:
        """Return the messages accepted so far, oldest first."""
        return [each.as_json() for each in self.directory.sent(to)]

    def _met(self, user: str, name: str) -> Person:
        return self.directory.meet(user, self.clock.now(), name)

    def _said(self, name: str, user: str, message: dict[str, Any]) -> dict[str, Any]:
        """Return the event of a message, which is in the conversation from now on."""
        self.directory.hear(Heard(message["msg_id"], user, self.clock.now(), message.get("text", "")))
        return self.events.from_user(name, user, self.clock.millis(), message)

    def _button(self, user: str, title: str) -> dict[str, Any]:
        for message in reversed(self.directory.sent(user)):
            for button in message.buttons:
                if button["title"] == title:
                    return button
        raise LookupError(f"{user} sees no button {title!r}")

    def _sign(self, body: bytes, event: dict[str, Any], *, right: bool = True) -> dict[str, str]:
        secret = self.credentials.oa_secret if right else "not-the-secret"
        return signing.headers(event["app_id"], body, event["timestamp"], secret)


def _aged(event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "timestamp": str(int(event["timestamp"]) - DAY)}
