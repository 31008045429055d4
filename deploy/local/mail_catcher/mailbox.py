"""The mails caught so far, the newest ones only."""

import threading
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

MAX_MAILS = 2_000
MAX_BYTES = 64 * 1024 * 1024
MAX_IDS = 500_000


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `recipients` are the envelope's, `received_at` is UTC, `size` counts bytes."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    html: str
    received_at: datetime
    size: int

    def matches(self, to: str, words: str) -> bool:
        """Tell whether it went to the address `to` and holds `words`, however written; empty means any."""
        addressed = not to or to.casefold() in (each.casefold() for each in self.recipients)
        return addressed and _plain(words) in _plain(f"{self.subject}\n{self.text}")

    def as_json(self) -> dict[str, Any]:
        """Return what the JSON side shows."""
        return {
            "message_id": self.message_id,
            "from": self.sender,
            "to": list(self.recipients),
            "subject": self.subject,
            "text": self.text,
            "html": self.html,
            "received_at": self.received_at.isoformat(),
        }


def read_mail(content: bytes, sender: str, recipients: list[str]) -> Mail:
    """Parse a mail as it came over SMTP. Message-ID goes without angle brackets."""
    message = message_from_bytes(content, policy=default)
    return Mail(
        message_id=str(message.get("Message-ID", "")).strip().strip("<>"),
        sender=sender,
        recipients=tuple(recipients),
        subject=str(message.get("Subject", "")),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        received_at=datetime.now(UTC),
        size=len(content),
    )


class Mailbox:
    """Keeps the newest mails within its bounds, and for longer the ids of all it has accepted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mails: list[Mail] = []
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._size = 0

    def add(self, mail: Mail) -> None:
        """Keep a mail; the oldest ones make room for it."""
        with self._lock:
            self._mails.append(mail)
            self._ids[mail.message_id] = None
            self._size += mail.size
            self._make_room()

    def find(self, to: str = "", words: str = "") -> list[Mail]:
        """Return the mails that match, newest first."""
        with self._lock:
            mails = self._mails[::-1]
        return [mail for mail in mails if mail.matches(to, words)]

    def accepted(self, message_id: str) -> bool:
        """Tell whether a mail with this id was ever accepted, even if it had to make room since."""
        with self._lock:
            return message_id.strip("<>") in self._ids

    def clear(self) -> None:
        """Throw the mails away. That they were accepted stays true: a sender may still ask."""
        with self._lock:
            self._mails, self._size = [], 0

    def _make_room(self) -> None:
        while len(self._mails) > MAX_MAILS or self._size > MAX_BYTES:
            self._size -= self._mails.pop(0).size
        while len(self._ids) > MAX_IDS:
            self._ids.popitem(last=False)


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
