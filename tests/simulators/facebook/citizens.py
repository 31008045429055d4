"""What users do towards the page. Every act sends its webhook and returns the delivery."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from tests.simulators.base.clock import Clock
from tests.simulators.base.courier import Courier, Delivery, Webhook
from tests.simulators.base.files import Files
from tests.simulators.base.together import at_the_same_time
from tests.simulators.base.twists import Twist, twisted
from tests.simulators.facebook import signing
from tests.simulators.facebook.courier import entries
from tests.simulators.facebook.credentials import FacebookCredentials
from tests.simulators.facebook.events import Events
from tests.simulators.facebook.people import Comment, Directory, Heard, Person, new_mid

DAY = 24 * 3600 * 1000


class Citizens:
    """Mixed into the simulator, which brings the attributes below."""

    url: str
    webhook_url: str
    clock: Clock
    courier: Courier
    credentials: FacebookCredentials
    directory: Directory
    events: Events
    files: Files

    def person(self, user: str, name: str = "") -> Person:
        """Return a user whose attributes a test may change; they have not written yet."""
        return self.directory.meet(user, None, name)

    def say(self, user: str, text: str, *, name: str = "", mid: str = "", twist: Twist = Twist.NONE) -> Delivery:
        """Write a text to the page; the same `mid` again is the same message again."""
        return self.tell(self.text_event(user, text, name=name, mid=mid), twist)

    def text_event(self, user: str, text: str, *, name: str = "", mid: str = "") -> dict[str, Any]:
        """Return the event of a text without delivering it."""
        self._wrote(user, name)
        return self._said(user, {"mid": mid or new_mid(), "text": text})

    def send_file(self, user: str, kind: str, name: str, content: bytes, twist: Twist = Twist.NONE) -> Delivery:
        """Send a file; `kind` is image, file, audio or video. It can be downloaded for a day."""
        self._wrote(user, "")
        attached = {"type": kind, "payload": {"url": self.url + self.files.keep(name, content)}}
        return self._message(user, {"attachments": [attached]}, twist)

    def send_location(self, user: str, latitude: float, longitude: float, twist: Twist = Twist.NONE) -> Delivery:
        """Send a place, in degrees."""
        self._wrote(user, "")
        place = {"coordinates": {"lat": latitude, "long": longitude}}
        return self._message(user, {"attachments": [{"type": "location", "title": "Vị trí", "payload": place}]}, twist)

    def press(self, user: str, title: str, twist: Twist = Twist.NONE) -> Delivery:
        """Press a quick reply of the newest message that has one with this title. Raises LookupError without any."""
        for message in reversed(self.directory.sent(user)):
            for reply in message.quick_replies:
                if reply.get("title") == title:
                    self._wrote(user, "")
                    quick = {"payload": reply["payload"]}
                    return self._message(user, {"text": title, "quick_reply": quick}, twist)
        raise LookupError(f"{user} sees no quick reply {title!r}")

    def postback(self, user: str, title: str, payload: str, twist: Twist = Twist.NONE) -> Delivery:
        """Press a button that stays, such as "Get started"."""
        self._wrote(user, "")
        pressed = {"mid": new_mid(), "title": title, "payload": payload}
        return self.tell(self.events.messaging(user, self.clock.millis(), postback=pressed), twist)

    def see(self, user: str, twist: Twist = Twist.NONE) -> Delivery:
        """Read everything up to now."""
        at = self.clock.millis()
        return self.tell(self.events.messaging(user, at, read={"watermark": at}), twist)

    def comment(
        self, user: str, text: str, *, name: str = "", comment_id: str = "", twist: Twist = Twist.NONE
    ) -> Delivery:
        """Write publicly under a post of the page. That does not open the page's window to write to them."""
        return self.tell(self.comment_event(user, text, name=name, comment_id=comment_id), twist)

    def edit_comment(self, comment_id: str, text: str, twist: Twist = Twist.NONE) -> Delivery:
        """Change what a comment says. LookupError for no comment."""
        return self.tell(self._changed(comment_id, text, "edited"), twist)

    def remove_comment(self, comment_id: str, twist: Twist = Twist.NONE) -> Delivery:
        """Take a comment away. LookupError for no comment."""
        return self.tell(self._changed(comment_id, "", "remove"), twist)

    def _changed(self, comment_id: str, text: str, verb: str) -> dict[str, Any]:
        comment = self.directory.comment(comment_id)
        if comment is None:
            raise LookupError(comment_id)
        name, post = self.directory.meet(comment.user, None).name, f"{self.credentials.page_id}_1"
        return self.events.comment(comment_id, post, comment.user, name, text, self.clock.millis(), verb)

    def comment_event(self, user: str, text: str, *, name: str = "", comment_id: str = "") -> dict[str, Any]:
        """Return the event of a comment without delivering it."""
        person = self.directory.meet(user, None, name)
        post = f"{self.credentials.page_id}_1"
        comment = Comment(
            comment_id or f"{post.split('_')[1]}_{secrets.randbelow(10**15)}", user, text, self.clock.now()
        )
        self.directory.keep_comment(comment)
        return self.events.comment(comment.id, post, user, person.name, text, self.clock.millis())

    def tell(self, event: dict[str, Any], twist: Twist = Twist.NONE) -> Delivery:
        """Deliver any event, signed, in the way `twist` says."""
        body, headers = twisted(event, twist, self._sign, _aged)
        whole = {"Content-Type": "application/json"} | headers
        label = next(iter(event["entry"][0].keys() - {"id", "time"}), "")
        return self._delivered(Webhook(self.webhook_url, body, whole, label), twist)  # type: ignore[attr-defined,no-any-return]

    def deliver_all(self, events: Sequence[dict[str, Any]], order: str = "given") -> list[Delivery]:
        """Deliver events in the order `given`, `reversed`, all `together`, or as one `batch`."""
        if order == "batch":
            return [self.tell(entries(events))]
        if order == "together":
            return at_the_same_time([lambda event=event: self.tell(event) for event in events])  # type: ignore[misc]
        return [self.tell(event) for event in (reversed(events) if order == "reversed" else events)]

    def inbox(self, user: str) -> list[dict[str, Any]]:
        """Return what a user has received, private replies too, oldest first."""
        return self.sent(user)

    def sent(self, to: str = "") -> list[dict[str, Any]]:
        """Return the messages accepted so far, oldest first."""
        return [each.as_json() for each in self.directory.sent(to)]

    def _message(self, user: str, message: dict[str, Any], twist: Twist) -> Delivery:
        return self.tell(self._said(user, {"mid": new_mid()} | message), twist)

    def _said(self, user: str, message: dict[str, Any]) -> dict[str, Any]:
        """Return the event of a message, which is in the conversation from now on."""
        self.directory.hear(Heard(message["mid"], user, self.clock.now(), message.get("text", "")))
        return self.events.messaging(user, self.clock.millis(), message=message)

    def _wrote(self, user: str, name: str) -> None:
        self.directory.meet(user, self.clock.now(), name)

    def _sign(self, body: bytes, _event: dict[str, Any], *, right: bool = True) -> dict[str, str]:
        return signing.headers(body, self.credentials.app_secret if right else "not-the-secret")


def _aged(event: dict[str, Any]) -> dict[str, Any]:
    """Return the event a day older; Facebook signs no time of its own."""
    entry = event["entry"][0]
    older = {**entry, "time": entry["time"] - DAY}
    if "messaging" in entry:
        older["messaging"] = [{**each, "timestamp": each["timestamp"] - DAY} for each in entry["messaging"]]
    return {**event, "entry": [older]}
