"""The ledger in MongoDB: one document per message, keyed so that a message can exist only once."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pymongo import DESCENDING, UpdateMany, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError, PyMongoError

from services.kit.events import Event
from services.kit.storage.mongo import is_outage
from services.kit.storage.outbox import entry
from services.notify.adapters import ledger_indexes, ledger_updates
from services.notify.adapters.ledger_indexes import one_of
from services.notify.adapters.message_documents import echo, from_document, to_document
from services.notify.domain.change import Change
from services.notify.domain.merging import one_per_group
from services.notify.domain.message import Message, State, Step, words_hash
from services.notify.domain.report import Report, Reported

DUPLICATE_KEY = 11000
Write = UpdateOne | UpdateMany


class MongoLedger:
    """What a sender learnt but could not write stays in memory and goes first, so that an outage costs no certainty."""

    def __init__(self, database: Database[Any]) -> None:
        self._messages: Collection[Any] = database["messages"]
        self._unwritten: list[Write] = []
        self._unanswered: dict[str, datetime] = {}

    def prepare(self) -> None:
        """Create the indexes."""
        ledger_indexes.create(self._messages)

    def claim_new(self, messages: Sequence[Message]) -> list[Message]:
        """Insert all in one round trip; a duplicate key means that somebody has the message."""
        self._catch_up()
        taken: set[int] = set()
        with self._claiming({message.holder: message.created_at for message in messages if message.holder}):
            try:
                self._messages.insert_many([to_document(message) for message in messages], ordered=False)
            except BulkWriteError as error:
                taken = _taken(error)
        return [message for place, message in enumerate(messages) if place not in taken]

    def claim_due(self, now: datetime, holder: str, until: datetime, limit: int, channels: Some[str]) -> list[Message]:
        """Look, claim what is still deferred, read back what was won."""
        self._catch_up()
        due = {**ledger_indexes.due(State.DEFERRED, now), "channel": {"$in": list(channels)}}
        found = self._messages.find(due, {"group": 1, "type": 1}, sort=[("next_step_at", 1)], limit=limit)
        keys = one_per_group(found)
        if not keys:
            return []
        with self._claiming({holder: now}):
            self._messages.update_many({"_id": {"$in": keys}, **due}, ledger_updates.claimed(holder, now, until))
            return self._found({"_id": {"$in": keys}, "holder": holder})

    def record(self, changes: Sequence[Change], told: Mapping[str, Sequence[Event]]) -> None:
        """Write all changes in one round trip."""
        writes: list[Write] = [ledger_updates.changed(change, told.get(change.message.key, ())) for change in changes]
        # Where a report settled the message first, its own answer still brings the provider's name for it.
        writes += [ledger_updates.named(change) for change in changes if change.provider_id]
        self._write(writes)

    def expire_claims(self, now: datetime) -> int:
        """One write; the time of the next step stays, so that the question is due at once."""
        self._catch_up()
        ended = ledger_indexes.due(State.CLAIMED, now)
        return self._messages.update_many(ended, ledger_updates.abandoned(now)).modified_count

    def unsettled(self, now: datetime, limit: int) -> list[Message]:
        """Return uncertain messages whose next question is due."""
        return self._due(State.UNCERTAIN, now, limit)

    def replaced(self, now: datetime, limit: int) -> list[Message]:
        """Return messages whose next route is due."""
        return self._due(State.REPLACED, now, limit)

    def namesakes(self, message: Message, provider_ids: Some[str]) -> list[Message]:
        """One find, by the index of echoes and that of the providers' ids."""
        same = [echo(message.channel, message.recipient, words_hash(message.text))]
        found = self._messages.find(
            {"$or": [{"echo": one_of(same)}, {"provider_id": one_of(provider_ids)}]},
        )
        return [from_document(each) for each in found if each["channel"] == message.channel]

    def relatives(self, codes: Some[str]) -> list[Message]:
        """Return what waits or was merged, by the index of cases."""
        states = [State.DEFERRED.value, State.MERGED.value]
        return self._found({"code": {"$in": list(codes)}, "state": {"$in": states}})

    def absorb(self, waiting: Mapping[str, Sequence[str]], now: datetime) -> None:
        """One round trip. Each write finds only what nobody has claimed meanwhile."""
        self._messages.bulk_write(
            [ledger_updates.merged(keys, leader, now) for leader, keys in waiting.items()], ordered=False
        )

    def reword(self, messages: Sequence[Message]) -> None:
        """One round trip."""
        self._messages.bulk_write([ledger_updates.reworded(message) for message in messages], ordered=False)

    def trace(self, report: Report) -> Message | None:
        """Ask by the provider's name first, then by ours, then by recipient and words, the newest first."""
        for wanted in _traces(report):
            # Left alone, the server may take the index of cases, in which all messages about no case are one entry.
            hint = {"hint": "caseless"} if wanted.get("code") == "" else {}
            asked = {**wanted, "channel": report.channel}
            found = self._messages.find_one(asked, sort=[("created_at", DESCENDING)], **hint)
            if found:
                return from_document(found)
        return None

    def note(self, reported: Reported, told: Sequence[Event]) -> bool:
        """One write, which finds the message only as it was read."""
        update = ledger_updates.reported(reported)
        if told:
            update["$push"]["outbox"] = {"$each": [entry(each, reported.message.channel) for each in told]}
        as_read: dict[str, Any] = {"_id": reported.message.key, "state": reported.message.state.value}
        as_read |= {"holder": reported.message.holder, "next_step_at": reported.message.next_step_at}
        return self._messages.update_one(as_read, update).matched_count == 1

    def note_resend(self, key: str, step: Step, resends: int) -> None:
        """Count a resend once, however often it is asked for."""
        line = ledger_updates.line(step)
        self._messages.update_one(
            {"_id": key, "resends": {"$not": {"$gte": resends}}},
            {"$set": {"resends": resends}, "$push": {"history": line}},
        )

    def find(self, key: str) -> Message | None:
        """Return one message."""
        document = self._messages.find_one({"_id": key})
        return from_document(document) if document else None

    def search(self, *, state: State | None, code: str | None, channel: str | None, limit: int) -> list[Message]:
        """Return messages, newest first."""
        asked = (("state", state and state.value), ("code", code), ("channel", channel))
        wanted = {name: value for name, value in asked if value}
        found = self._messages.find(wanted, sort=[("created_at", DESCENDING)], limit=limit)
        return [from_document(each) for each in found]

    def count(self) -> Mapping[State, int]:
        """Return how many messages wait, by state."""
        return ledger_indexes.count(self._messages)

    def _due(self, state: State, now: datetime, limit: int) -> list[Message]:
        due = ledger_indexes.due(state, now)
        return [from_document(each) for each in self._messages.find(due, sort=[("next_step_at", 1)], limit=limit)]

    def _found(self, wanted: Mapping[str, Any]) -> list[Message]:
        return [from_document(each) for each in self._messages.find(wanted, {"history": 0})]

    @contextmanager
    def _claiming(self, holders: Mapping[str, datetime]) -> Iterator[None]:
        """Remember claims that an outage left without an answer: they may stand, but nothing was sent under them."""
        try:
            yield
        except PyMongoError as error:
            if _without_answer(error):
                self._unanswered.update(holders)
            raise

    def _catch_up(self) -> None:
        """Write what an outage kept us from writing, and free the claims it left without an answer."""
        if self._unwritten:
            self._write([])
        for holder, since in list(self._unanswered.items()):
            free = {"state": State.DEFERRED.value, "next_step_at": since}
            self._messages.update_many({"state": State.CLAIMED.value, "holder": holder}, {"$set": free})
            self._unanswered.pop(holder, None)

    def _write(self, updates: list[Write]) -> None:
        """Write, older changes first. Each finds only the claim it belongs to, so writing one twice does no harm."""
        pending, self._unwritten = self._unwritten + updates, []
        try:
            if pending:
                self._messages.bulk_write(pending, ordered=False)
        except PyMongoError as error:
            if _without_answer(error):
                self._unwritten = pending + self._unwritten
            raise


def _traces(report: Report) -> Iterator[dict[str, Any]]:
    """Yield ways to find a reported message, each by an index."""
    if report.provider_id:
        yield {"provider_id": one_of([report.provider_id])}
    if report.tracking:
        code = _code_in(report.tracking)
        yield {"code": code, "message_id": report.tracking}
    if report.recipient and report.text_sha256:
        found = echo(report.channel, report.recipient, report.text_sha256)
        yield {"echo": one_of([found]), "provider_id": {"$exists": False}}


def _code_in(tracking: str) -> str:
    """Return the case code that our tracking id names; ids of messages about no case say 0."""
    parts = tracking.split(".")
    return parts[1] if len(parts) > 2 and parts[1] != "0" else ""


def _without_answer(error: PyMongoError) -> bool:
    """Return whether the writes may or may not stand: the server is away, or a majority did not confirm in time."""
    return is_outage(error) or (isinstance(error, BulkWriteError) and bool(error.details.get("writeConcernErrors")))


def _taken(error: BulkWriteError) -> set[int]:
    """Return the places of documents that were there already. Raises the error when it is about anything else."""
    errors = error.details.get("writeErrors", [])
    if any(each["code"] != DUPLICATE_KEY for each in errors) or error.details.get("writeConcernErrors"):
        raise error
    return {each["index"] for each in errors}
