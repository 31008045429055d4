"""HTTP: hỏi tin, lưu lại, xác nhận, trả lời. / Ask for messages, store, acknowledge, reply. Needs requests.

python pull.py
"""

import json
import logging

import requests
from handle import handle
from hotline import for_ever, open_inbox, setting
from inbox import Inbox, Json, read

log = logging.getLogger("pull")
WAIT_SECONDS = 25
#: The hotline has read the reply and will not take it, now or later; why, is among the messages.
REFUSED = (409, 422)


class Hotline:
    """The agencies' API of the hotline. Raises `requests.RequestException`, an OSError, when it does not work."""

    def __init__(self, url: str, key: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {key}"

    def fetch(self, wait: float = WAIT_SECONDS) -> list[Json]:
        """Return what waits, oldest first; wait for something to come."""
        query = {"wait": wait, "limit": 50}
        answer = self._session.get(f"{self._url}/messages", params=query, timeout=wait + 15)
        answer.raise_for_status()
        found: list[Json] = answer.json()["messages"]
        return found

    def acknowledge(self, ids: list[str]) -> None:
        """Say what is stored."""
        answer = self._session.post(f"{self._url}/acknowledgements", json={"ids": ids}, timeout=15)
        answer.raise_for_status()

    def reply(self, reply: Json) -> requests.Response:
        """Send a reply; taken (202) or refused for good. Anything else is raised: it is to be sent again."""
        answer = self._session.post(
            f"{self._url}/replies",
            data=json.dumps(reply, ensure_ascii=False).encode(),
            headers={"Content-Type": "application/cloudevents+json"},
            timeout=30,
        )
        if answer.status_code not in REFUSED:
            answer.raise_for_status()
        return answer


def turn(inbox: Inbox, hotline: Hotline) -> None:
    """Fetch once, work, reply."""
    send_replies(inbox, hotline)
    events = [read(json.dumps(message).encode()) for message in hotline.fetch()]
    for event in events:
        inbox.keep(event)
    if events:
        hotline.acknowledge([event["id"] for event in events])
    inbox.work(handle)
    send_replies(inbox, hotline)


def send_replies(inbox: Inbox, hotline: Hotline) -> None:
    """Send what has not reached the hotline yet."""
    for reply in inbox.unsent():
        answer = hotline.reply(reply)
        if answer.status_code in REFUSED:
            log.warning("reply %s refused: %s", reply["id"], answer.json().get("slug"))
        inbox.sent(reply)


if __name__ == "__main__":
    own_inbox, own_hotline = open_inbox(), Hotline(setting("AGENCY_API"), setting("AGENCY_KEY"))
    for_ever(lambda: turn(own_inbox, own_hotline))
