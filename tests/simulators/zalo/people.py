"""Citizens as Zalo knows them, and what they have received."""

from __future__ import annotations

import itertools
import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Person:
    """One user. `restricted` refuses the OA's messages; `inactive` has not used Zalo for 45 days."""

    id: str
    name: str
    follower: bool = False
    last_interaction: datetime | None = None
    phone: str = ""
    restricted: bool = False
    inactive: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that Zalo accepted. `to` is a user id, or a phone for ZNS; `paid` outside the 48 free hours."""

    message_id: str
    to: str
    kind: str
    at: datetime
    text: str = ""
    buttons: tuple[dict[str, Any], ...] = ()
    attachment: dict[str, Any] | None = None
    quote: str = ""
    paid: bool = False
    template_id: str = ""
    template_data: dict[str, str] = field(default_factory=dict)
    tracking_id: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it for tests and for the lab."""
        return {
            "message_id": self.message_id,
            "to": self.to,
            "kind": self.kind,
            "at": self.at.isoformat(),
            "text": self.text,
            "buttons": list(self.buttons),
            "attachment": self.attachment,
            "quote": self.quote,
            "paid": self.paid,
            "template_id": self.template_id,
            "template_data": self.template_data,
            "tracking_id": self.tracking_id,
        }


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a user to the OA."""

    message_id: str
    user: str
    at: datetime
    text: str


class Directory:
    """All users and all messages. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._people: dict[str, Person] = {}
        self._sent: list[Sent] = []
        self._heard: dict[str, Heard] = {}
        self._numbers = itertools.count(1)
        self._prefix = secrets.token_hex(6)

    def new_id(self) -> str:
        """Return an id that no message had before, in this run or another."""
        return f"{self._prefix}{next(self._numbers):08x}"

    def find(self, user: str) -> Person | None:
        """Return a user who has met the OA; None for anybody else."""
        with self._lock:
            return self._people.get(user)

    def meet(self, user: str, moment: datetime | None, name: str = "") -> Person:
        """Return a user, made when new; `moment` is when they last did something towards the OA, None for not now."""
        with self._lock:
            person = self._people.setdefault(user, Person(user, name or f"Người dùng {user[-4:]}"))
            person.name = name or person.name
            person.last_interaction = moment or person.last_interaction
            return person

    def people(self) -> list[Person]:
        """Return all users who have met the OA."""
        with self._lock:
            return list(self._people.values())

    def keep(self, message: Sent) -> None:
        """Keep an accepted message."""
        with self._lock:
            self._sent.append(message)

    def sent(self, to: str = "") -> list[Sent]:
        """Return the messages accepted so far, to everybody or to one, oldest first."""
        with self._lock:
            return [each for each in self._sent if not to or each.to == to]

    def hear(self, message: Heard) -> None:
        """Keep a message of a user; one that is delivered again is still the same."""
        with self._lock:
            self._heard.setdefault(message.message_id, message)

    def heard(self, user: str) -> list[Heard]:
        """Return what a user has written, oldest first."""
        with self._lock:
            return [each for each in self._heard.values() if each.user == user]

    def forget_sent(self) -> None:
        """Forget the messages so far."""
        with self._lock:
            self._sent.clear()
