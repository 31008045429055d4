"""Messages in a chat with the Official Account: `/v3.0/oa/message/cs`."""

from __future__ import annotations

from typing import Any

from services.notify.adapters.provider_sender import Verdict
from services.notify.adapters.zalo_api import ZaloApi
from services.notify.domain.chat import cut
from services.notify.domain.message import Message
from services.notify.domain.outcome import Accepted

MOST_TEXT, MOST_BUTTONS, MOST_TITLE, MOST_PAYLOAD = 2000, 5, 100, 1000


class ZaloSender:
    """One message per call. `button` is the type of a choice's button: `oa.query.show` lets the citizen's chat show
    what was pressed, `oa.query.hide` does not.
    """

    def __init__(self, api: ZaloApi, url: str, button: str = "oa.query.show") -> None:
        self._api, self._button = api, button
        self._url = f"{url}/v3.0/oa/message/cs"

    def try_one(self, message: Message) -> Verdict:
        """Send one message and judge the answer."""
        return self._api.call(self._url, self._body(message), _accepted)

    def _body(self, message: Message) -> dict[str, Any]:
        said: dict[str, Any] = {"text": cut(message.text, MOST_TEXT)}
        if message.reply_to:
            said["quote_message_id"] = message.reply_to
        if message.choices:
            said["attachment"] = {"type": "template", "payload": {"buttons": self._buttons(message)}}
        return {"recipient": {"user_id": message.recipient}, "message": said}

    def _buttons(self, message: Message) -> list[dict[str, str]]:
        return [
            {"title": cut(title, MOST_TITLE), "payload": payload[:MOST_PAYLOAD], "type": self._button}
            for title, payload in message.choices[:MOST_BUTTONS]
        ]


def _accepted(data: dict[str, Any]) -> Accepted:
    return Accepted(str(data.get("message_id", "")))
