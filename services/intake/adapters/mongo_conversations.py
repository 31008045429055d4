"""Conversations in MongoDB, each with its own outbox, and events that belong to none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.intake.adapters.conversation_document import conversation_of, document_of, name_of
from services.intake.domain.chat.talk import Conversation
from services.kit.events import Event, EventData, MessageRequested
from services.kit.failures import Retryable
from services.kit.storage.outbox import Entry, ensure_outbox, entry

#: A provider tells of one thing for hours at most; a comment is answered once, however long it stands.
ANNOUNCED_DAYS = 400


class MongoConversations:
    """Collection `conversations`, one document per citizen and channel. `version` lets only one of two writers win."""

    def __init__(self, database: Database[Any]) -> None:
        self._conversations = database["conversations"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        if not self._prepared:
            due = [("channel", ASCENDING), ("due_at", ASCENDING)]
            self._conversations.create_index(due, name="due", partialFilterExpression={"due_at": {"$type": "date"}})
            ensure_outbox(self._conversations)
            self._prepared = True

    def find(self, channel: str, thread: str) -> Conversation | None:
        """Return the conversation as the majority has it."""
        found = self._conversations.find_one({"_id": name_of(channel, thread)}, {"outbox": 0})
        return conversation_of(found) if found else None

    def save(self, conversation: Conversation, said: MessageRequested | None, now: datetime) -> Conversation:
        """Store the next version with what is said. Raises `Retryable` when another writer was first."""
        self.prepare()
        following = replace(conversation, version=conversation.version + 1)
        change: dict[str, Any] = {"$set": document_of(following)}
        if said:
            change["$push"] = {"outbox": _entry(said, following, now)}
        before = {"_id": name_of(conversation.channel, conversation.thread), "version": conversation.version}
        try:
            stored = self._conversations.update_one(before, change, upsert=conversation.version == 0)
        except DuplicateKeyError:
            raise Retryable("somebody else began this conversation") from None
        if not (stored.matched_count or stored.upserted_id):
            raise Retryable("somebody else went on with this conversation")
        return following

    def silent(self, channel: str, now: datetime, most: int) -> Sequence[Conversation]:
        """Return conversations whose silence means something by now, longest silent first."""
        # The type is said again so that the partial index may be used.
        due = {"channel": channel, "due_at": {"$lte": now, "$type": "date"}}
        found = self._conversations.find(due, {"outbox": 0}).sort("due_at", ASCENDING).limit(most)
        return [conversation_of(each) for each in found]


class MongoAnnouncements:
    """Collection `announcements`, one document per thing told of, with its own outbox."""

    def __init__(self, database: Database[Any]) -> None:
        self._announcements = database["announcements"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        if not self._prepared:
            self._announcements.create_index("at", name="forgotten", expireAfterSeconds=ANNOUNCED_DAYS * 24 * 3600)
            ensure_outbox(self._announcements)
            self._prepared = True

    def once(self, channel: str, key: str, events: Iterable[EventData], now: datetime) -> bool:
        """Store the events in one insert; return False when `key` was told of before."""
        self.prepare()
        source, name = f"/intake/{channel}", hashlib.sha256(f"{channel}|{key}".encode()).hexdigest()
        made = [Event.of(each, source=source, subject=name[:32], at=now) for each in events]
        outbox = [entry(each, channel) for each in made]
        try:
            self._announcements.insert_one({"_id": name, "at": now, "outbox": outbox})
        except DuplicateKeyError:
            return False
        return True


def _entry(said: MessageRequested, conversation: Conversation, now: datetime) -> Entry:
    """The subject names the conversation without naming the citizen."""
    name = name_of(conversation.channel, conversation.thread)
    subject = hashlib.sha256(name.encode()).hexdigest()[:32]
    event = Event.of(said, source=f"/intake/{conversation.channel}", subject=subject, at=now)
    return entry(event, conversation.channel)
