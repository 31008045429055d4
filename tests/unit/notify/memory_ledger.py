"""`Ledger` in a dictionary, as every test of use cases relies on. The contract suite holds it to what MongoDB does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.kit.events import Event
from services.notify.domain.change import Change
from services.notify.domain.merging import one_per_group
from services.notify.domain.message import Message, State, Step, words_hash
from services.notify.domain.report import Report, Reported
from tests.unit.notify.fuse import Fuse

WAITING = (State.DEFERRED, State.UNCERTAIN, State.REPLACED, State.UNDELIVERABLE)


class MemoryLedger:
    """`told` are the events that went out with changes, `failures` those that say that nobody was reached."""

    def __init__(self, fuse: Fuse | None = None) -> None:
        self.messages: dict[str, Message] = {}
        self.told: list[Event] = []
        self._fuse = fuse or Fuse()

    def claim_new(self, messages: Sequence[Message]) -> list[Message]:
        self._fuse.step()
        new = [message for message in messages if message.key not in self.messages]
        self.messages |= {m.key: replace(m, history=(_step(m, m.created_at),)) for m in new}
        self._fuse.step()
        return new

    def claim_due(
        self, now: datetime, holder: str, until: datetime, limit: int, channels: Collection[str]
    ) -> list[Message]:
        self._fuse.step()
        due = [each for each in self._in(State.DEFERRED, now) if each.channel in channels][:limit]
        keys = one_per_group({"_id": each.key, "group": each.group, "type": each.type} for each in due)
        for key in keys:
            self._set(key, now, state=State.CLAIMED, holder=holder, next_step_at=until, reason=None)
        self._fuse.step()
        return [replace(self.messages[key], history=()) for key in keys]

    @property
    def failures(self) -> list[Event]:
        """Return what went out where a message was given up."""
        return [event for event in self.told if event.type == "notification.failed"]

    def record(self, changes: Sequence[Change], told: Mapping[str, Sequence[Event]]) -> None:
        self._fuse.step()
        for change in changes:
            self._apply(change, told.get(change.message.key, ()))
        self._fuse.step()

    def expire_claims(self, now: datetime) -> int:
        self._fuse.step()
        ended = self._in(State.CLAIMED, now)
        for each in ended:
            self._set(each.key, now, state=State.UNCERTAIN, reason="the sender never came back")
        return len(ended)

    def unsettled(self, now: datetime, limit: int) -> list[Message]:
        return self._in(State.UNCERTAIN, now)[:limit]

    def replaced(self, now: datetime, limit: int) -> list[Message]:
        return self._in(State.REPLACED, now)[:limit]

    def namesakes(self, message: Message, provider_ids: Collection[str]) -> list[Message]:
        words = (message.channel, message.recipient, message.text)
        found = [each for each in self.messages.values() if each.channel == message.channel]
        return [e for e in found if (e.channel, e.recipient, e.text) == words or e.provider_id in provider_ids]

    def relatives(self, codes: Collection[str]) -> list[Message]:
        states = (State.DEFERRED, State.MERGED)
        return [each for each in self.messages.values() if each.code in codes and each.state in states]

    def absorb(self, waiting: Mapping[str, Sequence[str]], now: datetime) -> None:
        for leader, keys in waiting.items():
            self._fuse.step()
            for key in keys:
                if self.messages[key].state is State.DEFERRED and not self.messages[key].repeating:
                    reason = f"told in {leader}"
                    self._set(key, now, state=State.MERGED, merged_into=leader, next_step_at=None, reason=reason)
        self._fuse.step()

    def reword(self, messages: Sequence[Message]) -> None:
        self._fuse.step()
        for new in messages:
            old = self.messages[new.key]
            if (old.holder, old.state) == (new.holder, State.CLAIMED):
                self.messages[new.key] = replace(new, state=old.state, history=old.history)
        self._fuse.step()

    def trace(self, report: Report) -> Message | None:
        found = [each for each in self.messages.values() if each.channel == report.channel]
        named = [each for each in found if report.provider_id and each.provider_id == report.provider_id]
        ours = [each for each in found if report.tracking and each.message_id == report.tracking]
        asked = (report.recipient, report.text_sha256)
        said = [
            each
            for each in found
            if None not in asked and not each.provider_id and (each.recipient, words_hash(each.text)) == asked
        ]
        return next((max(some, key=lambda each: each.created_at) for some in (named, ours, said) if some), None)

    def note(self, reported: Reported, told: Sequence[Event]) -> bool:
        self._fuse.step()
        read, report = reported.message, reported.report
        stored = self.messages[read.key]
        if (stored.state, stored.holder, stored.next_step_at) != (read.state, read.holder, read.next_step_at):
            return False
        self._set(
            read.key,
            report.at,
            state=reported.state,
            next_step_at=reported.next_step_at,
            reports=reported.reports,
            reason=report.reason if reported.changes else stored.reason,
            provider_id=stored.provider_id or report.provider_id,
        )
        self.told += told
        self._fuse.step()
        return True

    def note_resend(self, key: str, step: Step, resends: int) -> None:
        stored = self.messages[key]
        if stored.resends < resends:
            self.messages[key] = replace(stored, resends=resends, history=(*stored.history, step))

    def find(self, key: str) -> Message | None:
        return self.messages.get(key)

    def search(self, *, state: State | None, code: str | None, channel: str | None, limit: int) -> list[Message]:
        asked = (("state", state), ("code", code), ("channel", channel))
        found = [m for m in self.messages.values() if all(v in (None, getattr(m, name)) for name, v in asked)]
        return sorted(found, key=lambda message: message.created_at, reverse=True)[:limit]

    def count(self) -> Mapping[State, int]:
        counted = Counter(message.state for message in self.messages.values())
        return {state: counted[state] for state in WAITING}

    def _in(self, state: State, now: datetime) -> list[Message]:
        found = [m for m in self.messages.values() if m.state is state and m.next_step_at and m.next_step_at <= now]
        return sorted(found, key=lambda message: message.next_step_at or now)

    def _apply(self, change: Change, told: Sequence[Event]) -> None:
        stored = self.messages.get(change.message.key)
        if stored is None or stored.holder != change.message.holder:
            return
        if change.provider_id and not stored.provider_id:
            self.messages[stored.key] = replace(stored, provider_id=change.provider_id)
        if stored.state not in change.valid_from:
            return
        self._set(
            stored.key,
            change.at,
            state=change.state,
            attempts=change.attempts,
            next_step_at=change.next_step_at,
            reason=change.reason,
            receipt=change.receipt,
            repeating=stored.repeating if change.repeating is None else change.repeating,
        )
        self.told += told

    def _set(self, key: str, at: datetime, **facts: Any) -> None:
        """Change a message and write the line of its history."""
        new = replace(self.messages[key], **facts)
        self.messages[key] = replace(new, history=(*new.history, _step(new, at)))


def _step(message: Message, at: datetime) -> Step:
    return Step(at, message.state, message.channel, message.reason, message.attempts)
