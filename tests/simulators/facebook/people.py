"""Users, comments and messages, as the page knows them."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Person:
    """One user, by the id the page sees. `unavailable` gets nothing any more: 551."""

    id: str
    name: str
    last_message: datetime | None = None
    unavailable: bool = False


@dataclass(slots=True)
class Comment:
    """A public comment under a post of the page; it may be answered in private once."""

    id: str
    user: str
    text: str
    at: datetime
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was accepted; `to` is the user, `comment` what it answers in private."""

    mid: str
    to: str
    at: datetime
    text: str
    messaging_type: str
    tag: str
    metadata: str
    quick_replies: tuple[dict[str, Any], ...]
    attachment: dict[str, Any] | None
    comment: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it for tests and for the lab."""
        return {
            "message_id": self.mid,
            "to": self.to,
            "at": self.at.isoformat(),
            "text": self.text,
            "messaging_type": self.messaging_type,
            "tag": self.tag,
            "metadata": self.metadata,
            "buttons": list(self.quick_replies),
            "attachment": self.attachment,
            "comment": self.comment,
        }


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a user to the page."""

    mid: str
    user: str
    at: datetime
    text: str


class Directory:
    """Everything the page remembers. Thread-safe."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._people: dict[str, Person] = {}
        self._comments: dict[str, Comment] = {}
        self._sent: list[Sent] = []
        self._heard: dict[str, Heard] = {}

    def meet(self, user: str, moment: datetime | None, name: str = "") -> Person:
        """Return a user, made when new; `moment` is when they last wrote, None for not now."""
        with self.lock:
            person = self._people.setdefault(user, Person(user, name or f"Người dùng {user[-4:]}"))
            person.name = name or person.name
            person.last_message = moment or person.last_message
            return person

    def find(self, user: str) -> Person | None:
        """Return a user the page has met; None for anybody else."""
        with self.lock:
            return self._people.get(user)

    def comment(self, comment_id: str) -> Comment | None:
        """Return a comment; None when there is none."""
        with self.lock:
            return self._comments.get(comment_id)

    def keep_comment(self, comment: Comment) -> None:
        """Keep a comment."""
        with self.lock:
            self._comments[comment.id] = comment

    def keep(self, message: Sent) -> None:
        """Keep an accepted message."""
        with self.lock:
            self._sent.append(message)

    def sent(self, to: str = "") -> list[Sent]:
        """Return the messages accepted so far, to everybody or to one, oldest first."""
        with self.lock:
            return [each for each in self._sent if not to or each.to == to]

    def hear(self, message: Heard) -> None:
        """Keep a message of a user; one that is delivered again is still the same."""
        with self.lock:
            self._heard.setdefault(message.mid, message)

    def conversation(self, user: str) -> list[Sent | Heard]:
        """Return what was said in both directions, newest first."""
        with self.lock:
            theirs = [each for each in self._heard.values() if each.user == user]
            return sorted([*self.sent(user), *theirs], key=lambda each: each.at, reverse=True)

    def forget_sent(self) -> None:
        """Forget the messages so far."""
        with self.lock:
            self._sent.clear()


def new_mid() -> str:
    """Return an id for a message."""
    return f"m_{secrets.token_urlsafe(24)}"
