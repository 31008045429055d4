"""Messages of the page in Messenger: `/me/messages` of the Graph API."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.kit.clock import Clock
from services.notify.adapters.facebook_errors import ALREADY_REPLIED, judge
from services.notify.adapters.provider_http import NoAnswer, NotSent, ProviderHttp, Reply
from services.notify.adapters.provider_sender import Verdict, broken, out_of_reach
from services.notify.domain.chat import cut, cut_bytes
from services.notify.domain.message import FACEBOOK, Message
from services.notify.domain.outcome import Accepted, Refused
from services.notify.domain.windows import FACEBOOK_STANDARD, WindowRules

MOST_TEXT, MOST_CHOICES, MOST_TITLE, MOST_PAYLOAD = 2000, 13, 20, 1000
#: A recipient that is a comment on the page: the answer goes to its writer's inbox, never under the comment.
COMMENT = "comment:"


@dataclass(frozen=True, slots=True)
class Page:
    """The page that speaks. `url` has the API's version."""

    url: str
    token: str = field(repr=False)


class FacebookSender:
    """`metadata` is our own id of the message: the echo that Facebook sends to the webhook carries it."""

    def __init__(self, page: Page, http: ProviderHttp, clock: Clock, rules: WindowRules | None = None) -> None:
        self._page, self._http, self._clock = page, http, clock
        self._rules = rules or WindowRules()

    def try_one(self, message: Message) -> Verdict:
        """Send one message and judge the answer."""
        now = self._clock.now()
        if message.heard_at and not self._may_go(message, now):
            return Verdict(Refused("the window is closed", "window-closed"))
        headers = {"Authorization": f"Bearer {self._page.token}"}
        try:
            reply = self._http.post(f"{self._page.url}/me/messages", body=_body(message, now), headers=headers)
        except (NotSent, NoAnswer) as error:
            return out_of_reach(error)
        return _judged(reply, message)

    def _may_go(self, message: Message, now: datetime) -> bool:
        if message.recipient.startswith(COMMENT):
            return True
        return self._rules.is_open(FACEBOOK, message.heard_at, now, human=message.human)


def _judged(reply: Reply, message: Message) -> Verdict:
    said = reply.json()
    if said.get("message_id"):
        return Verdict(Accepted(str(said["message_id"])))
    error = said.get("error")
    if not isinstance(error, dict):
        return broken(reply)
    if message.repeating and error.get("code") == ALREADY_REPLIED:
        return Verdict(Accepted(""))  # by our earlier attempt, whose name nobody told us
    return judge(error)


def _body(message: Message, now: datetime) -> dict[str, Any]:
    said: dict[str, Any] = {"text": cut(message.text, MOST_TEXT), "metadata": message.message_id}
    if message.recipient.startswith(COMMENT):
        return {"recipient": {"comment_id": message.recipient.removeprefix(COMMENT)}, "message": said}
    if message.choices:
        said["quick_replies"] = [_quick_reply(*choice) for choice in message.choices[:MOST_CHOICES]]
    return {"recipient": {"id": message.recipient}, "message": said, **_type(message, now)}


def _quick_reply(title: str, payload: str) -> dict[str, str]:
    return {"content_type": "text", "title": cut(title, MOST_TITLE), "payload": cut_bytes(payload, MOST_PAYLOAD)}


def _type(message: Message, now: datetime) -> dict[str, str]:
    """Name the kind: the tag only for words a person typed, and only where the standard window is closed."""
    late = message.heard_at is not None and now - message.heard_at > FACEBOOK_STANDARD
    if late and message.human:
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    return {"messaging_type": "RESPONSE"}
