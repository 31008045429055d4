"""The ledger's writes: what each finds, and what it sets and adds to the history in the same stroke."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import UpdateMany, UpdateOne

from services.kit.events import Event
from services.kit.storage.outbox import entry
from services.notify.adapters.message_documents import Document, echo, step
from services.notify.domain.change import Change
from services.notify.domain.message import CHATS, Message, State, Step, words_hash
from services.notify.domain.report import Reported


def changed(change: Change, told: Sequence[Event]) -> UpdateOne:
    """Return the write of one transition, which finds only the claim it belongs to."""
    message = change.message
    found = {
        "_id": message.key,
        "holder": message.holder,
        "state": {"$in": sorted(state.value for state in change.valid_from)},
    }
    settled: Document = {
        "state": change.state.value,
        "attempts": change.attempts,
        "next_step_at": change.next_step_at,
        "reason": change.reason,
        "receipt": change.receipt,
        "changed_at": change.at,
    }
    if change.provider_id:
        settled["provider_id"] = change.provider_id
    if change.repeating is not None:
        settled["repeating"] = change.repeating
    pushed: Document = {"history": step(change.at, change.state, message.channel, change.reason, change.attempts)}
    if told:
        pushed["outbox"] = {"$each": [entry(each, message.channel) for each in told]}
    return UpdateOne(found, {"$set": settled, "$push": pushed})


def named(change: Change) -> UpdateOne:
    """Return the write that keeps the provider's name of a message, if nobody has told it before."""
    found = {"_id": change.message.key, "holder": change.message.holder, "provider_id": {"$exists": False}}
    return UpdateOne(found, {"$set": {"provider_id": change.provider_id}})


def claimed(holder: str, now: datetime, until: datetime) -> list[Document]:
    """Return the update that claims for `holder`. A pipeline, because the history names each message's own channel."""
    claim = {"state": State.CLAIMED.value, "holder": holder, "next_step_at": until}
    return [{"$set": {**claim, **_line(State.CLAIMED, now, None)}}]


def abandoned(now: datetime) -> list[Document]:
    """Return the update for claims whose holder never came back."""
    reason = "the sender never came back"
    state = {"state": State.UNCERTAIN.value, "reason": reason}
    return [{"$set": {**state, **_line(State.UNCERTAIN, now, reason)}}]


def merged(keys: Sequence[str], leader: str, now: datetime) -> UpdateMany:
    """Return the write that merges what still waits into `leader`."""
    reason = f"told in {leader}"
    state = {"state": State.MERGED.value, "merged_into": leader, "next_step_at": None, "reason": reason}
    found = {"_id": {"$in": list(keys)}, "state": State.DEFERRED.value, "repeating": {"$ne": True}}
    return UpdateMany(found, [{"$set": {**state, "changed_at": now, **_line(State.MERGED, now, reason)}}])


def reworded(message: Message) -> UpdateOne:
    """Return the write of a claimed message's new words."""
    words = {name: getattr(message, name) for name in ("subject", "text", "html", "facts", "message_id", "sources")}
    left = [[each.channel, each.recipient] for each in message.routes]
    if message.channel in CHATS:
        words["echo"] = echo(message.channel, message.recipient, words_hash(message.text))
    found = {"_id": message.key, "holder": message.holder, "state": State.CLAIMED.value}
    return UpdateOne(found, {"$set": {**words, "routes": left}})


def reported(outcome: Reported) -> dict[str, Any]:
    """Return the update a provider's report asks for."""
    message, report = outcome.message, outcome.report
    settled: Document = {
        "state": outcome.state.value,
        "next_step_at": outcome.next_step_at,
        "reports": dict(outcome.reports),
    }
    if report.provider_id and not message.provider_id:
        settled["provider_id"] = report.provider_id
    if outcome.changes:
        settled["reason"] = report.reason
    words = ": ".join(part for part in (f"reported {report.status}", report.reason) if part)
    return {
        "$set": settled,
        "$push": {"history": step(report.at, outcome.state, message.channel, words, message.attempts)},
    }


def line(made: Step) -> Document:
    """Return a line of history as it is stored."""
    return step(made.at, made.state, made.channel, made.reason, made.attempt)


def _line(state: State, at: datetime, reason: str | None) -> Document:
    """Return the stage that adds a line to a history in a pipeline."""
    new = {**step(at, state, "", reason, 0), "channel": "$channel", "attempt": "$attempts"}
    return {"history": {"$concatArrays": [{"$ifNull": ["$history", []]}, [new]]}}
