"""What a chat needs from outside, in memory."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from services.intake.domain.chat.talk import Conversation
from services.intake.usecases.chat_ports import CannotFetch
from services.intake.usecases.ports import Progress, Supplement
from services.kit.events import EventData, MessageRequested
from services.kit.failures import Rejected, Retryable


class InMemoryConversations:
    """One version after the other, and what was said with each."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Conversation] = {}
        self.said: list[MessageRequested] = []
        self._lock = threading.Lock()

    def find(self, channel: str, thread: str) -> Conversation | None:
        return self.kept.get((channel, thread))

    def save(self, conversation: Conversation, said: MessageRequested | None, now: datetime) -> Conversation:
        with self._lock:
            key = (conversation.channel, conversation.thread)
            known = self.kept.get(key)
            if (known.version if known else 0) != conversation.version:
                raise Retryable("somebody else went on with this conversation")
            self.kept[key] = replace(conversation, version=conversation.version + 1)
            self.said += [said] if said else []
            return self.kept[key]

    def silent(self, channel: str, now: datetime, most: int) -> Sequence[Conversation]:
        return [each for each in self.kept.values() if each.channel == channel and each.due_at and each.due_at <= now]


class InMemoryAnnouncements:
    """What was told, by key."""

    def __init__(self) -> None:
        self.told: dict[tuple[str, str], list[EventData]] = {}

    def once(self, channel: str, key: str, events: Iterable[EventData], now: datetime) -> bool:
        if (channel, key) in self.told:
            return False
        self.told[channel, key] = list(events)
        return True

    @property
    def events(self) -> list[EventData]:
        return [event for events in self.told.values() for event in events]


class ScriptedDownloads:
    """Files by address; an exception is raised, what is missing is gone."""

    def __init__(self, **files: bytes | Exception) -> None:
        self.files: dict[str, bytes | Exception] = dict(files)
        self.asked: list[str] = []

    def fetch(self, url: str) -> tuple[bytes, str]:
        self.asked.append(url)
        found = self.files.get(url, CannotFetch("gone"))
        if isinstance(found, Exception):
            raise found
        return found, "image/jpeg"


class FixedBoard:
    """How far cases are, as a test says."""

    def __init__(self) -> None:
        self.known: dict[str, Progress] = {}

    def find(self, code: str) -> Progress | None:
        return self.known.get(code)

    def find_many(self, codes: Iterable[str]) -> dict[str, Progress]:
        return {code: self.known[code] for code in codes if code in self.known}

    def record(self, steps: object) -> None:
        raise NotImplementedError


class InMemorySupplements:
    """Additions by case, each key once; `most` may be added."""

    def __init__(self, most: int = 200) -> None:
        self.kept: dict[str, list[Supplement]] = {}
        self._most = most

    def add_to_case(self, code: str, supplement: Supplement) -> Supplement:
        stored = self.kept.setdefault(code, [])
        for each in stored:
            if (each.channel, each.client_key) == (supplement.channel, supplement.client_key):
                return each
        if len(stored) >= self._most:
            raise Rejected("too-many-additions", "Đã bổ sung quá nhiều.", "Too much was added.")
        stored.append(replace(supplement, number=len(stored) + 1))
        return stored[-1]
