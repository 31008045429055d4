"""The simulated providers, as a citizen's telephone and programs: what is sent and what arrives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import requests

from services.ops.demo.http import get, post
from services.ops.demo.people import Receipt

#: The receipt of the conversation, in its own words.
RECEIPT = re.compile(r"Mã phản ánh: (?P<code>[\d ]{13,17})\nBốn số bí mật: (?P<pin>\d{4})")


class Lab:
    """The control API of the simulators."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/lab"

    def runs(self) -> bool:
        """Tell whether there are simulators."""
        try:
            return get(f"{self._url}/people").ok
        except requests.RequestException:
            return False

    def act(self, channel: str, who: str, what: str, **wanted: Any) -> dict[str, Any]:
        """Do something as a citizen. Raises `requests.RequestException`."""
        found: dict[str, Any] = post(f"{self._url}/{channel}/{who}/{what}", wanted).json()
        return found

    def inbox(self, channel: str, who: str) -> list[dict[str, Any]]:
        """Return what has arrived, oldest first."""
        found: list[dict[str, Any]] = get(f"{self._url}/{channel}/{who}/inbox").json()["messages"]
        return found

    def arrived(self, channel: str, who: str, *words: str) -> bool:
        """Tell whether one message holds all these words."""
        return any(all(word in str(each.get("text", "")) for word in words) for each in self.inbox(channel, who))


@dataclass
class Chat:
    """One citizen's conversation with the hotline's assistant, answered question by question."""

    lab: Lab
    channel: str
    who: str
    answers: tuple[tuple[str, str], ...]
    heard: int = 0

    def begin(self, text: str) -> None:
        """Say what it is about."""
        self.lab.act(self.channel, self.who, "text", text=text)

    def go_on(self) -> Receipt | None:
        """Answer the questions that have come since; return the receipt once it is there."""
        messages = self.lab.inbox(self.channel, self.who)
        news, self.heard = messages[self.heard :], len(messages)
        for message in news:
            text = str(message.get("text", ""))
            if found := RECEIPT.search(text):
                return Receipt(found["code"].replace(" ", ""), found["pin"])
            for question, answer in self.answers:
                if question in text:
                    self.lab.act(self.channel, self.who, "text", text=answer)
        return None


def answers_for(group: str, leaf: str) -> tuple[tuple[str, str], ...]:
    """Return what is answered to which question; words of the question, then the answer."""
    return (
        ("thuộc nhóm nào", group),
        ("lĩnh vực nào", leaf),
        ("xảy ra ở đâu", "đường Hùng Vương, phường Pleiku"),
        ("đúng không", "đúng"),
        ("để lại họ tên", "không cần"),
        ("Gửi đến Tổng đài", "gửi"),
    )
