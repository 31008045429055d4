"""What the use cases of telephone calls need from outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.intake.domain.calls.call_back import Attempt, CallBack, Missed
from services.intake.domain.calls.facts import Call
from services.intake.domain.calls.signal import Signal
from services.kit.events import Event


class NotUnderstood(Exception):  # noqa: N818 - an outcome
    """The delivery is signed, and no mapping reads it: `not-json`, `unknown-event`, `call-id-missing`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Calls(Protocol):
    """Keeps call records. Commutative: any order and any repetition of signals ends in the same record."""

    def note(self, signal: Signal, delivery: str, look_at: datetime) -> bool:
        """Merge a signal into its call, majority-acknowledged; have the call looked at again at `look_at`.

        Returns False, and changes nothing, when this delivery was noted before.
        """

    def find(self, id_: str) -> Call | None:
        """Return a call by our name for it."""

    def find_by_call(self, call: str) -> Call | None:
        """Return a call by the telephone system's id, or by ours; the newest where vendors count alike."""

    def link(self, id_: str, codes: Iterable[str]) -> None:
        """Note that cases were filed for the caller. Safe to repeat."""

    def take_due(self, now: datetime, until: datetime) -> Call | None:
        """Take the call that should have been looked at longest ago; nobody else gets it before `until`."""

    def end(self, call: Call, event: Event) -> bool:
        """Store that the call is over, with its `call.ended`, in one write. False when it was over before."""

    def looked_at(self, call: Call, until: datetime, again: datetime | None) -> None:
        """Put a taken call back; does nothing when a signal came meanwhile, which has it looked at again."""

    def current(self, since: datetime, extension: str | None, most: int) -> Sequence[Call]:
        """Return calls that are not over and were heard of since, newest first."""

    def recent(self, since: datetime, most: int, *, messages: bool = False) -> Sequence[Call]:
        """Return calls that began since, newest first; with `messages`, those where the caller left one."""

    def of_number(self, number: str, most: int) -> Sequence[Call]:
        """Return calls of a citizen's number, newest first."""

    def answered_after(self, number: str, moment: datetime) -> bool:
        """Return whether a call that a citizen made after `moment` was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadCall:
    """A signed delivery that no mapping understands, kept as it came. `reason` is a slug."""

    vendor: str
    delivery: str
    reason: str
    body: bytes
    received_at: datetime


class UnreadCalls(Protocol):
    """Keeps what could not be read, until a person has corrected the mapping."""

    def keep(self, unread: UnreadCall) -> None:
        """Store it, majority-acknowledged. The same delivery again changes nothing."""

    def some(self, most: int) -> Sequence[UnreadCall]:
        """Return what is kept, oldest first."""

    def forget(self, unread: UnreadCall) -> None:
        """Delete what has been read after all."""


class CallBacks(Protocol):
    """Keeps call-back tasks."""

    def owe(self, number: str, missed: Missed, due_at: datetime) -> bool:
        """Open a task, or add the call to the number's task of these two hours; True when it was opened.

        A call that any task has already changes nothing. However many do this at once, one task is opened.
        """

    def find(self, id_: str) -> CallBack | None:
        """Return a task."""

    def open(self, due_by: datetime | None, most: int) -> Sequence[CallBack]:
        """Return open tasks, oldest first; only those that are due by then, unless it is None."""

    def open_for(self, number: str) -> Sequence[CallBack]:
        """Return a number's open tasks, oldest first."""

    def claim(self, id_: str, account: str, now: datetime, until: datetime) -> bool:
        """Give the task to an account until then. False when it is closed, or in somebody else's hands."""

    def attempted(self, id_: str, attempt: Attempt, due_at: datetime, *, last: bool) -> bool:
        """Note an attempt and let go of the task; the last one closes it. False unless it is the next attempt of
        whoever has the task.
        """

    def close(self, id_: str, closing: str, account: str, now: datetime, case: str | None, note: str = "") -> bool:
        """Close a task that the account has in hand. False when it has not."""

    def called_again(self, number: str, at: datetime) -> int:
        """Close the number's open tasks whose first call was before `at`; return how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """A case as a screen-pop needs it."""

    code: str
    title: str
    received_at: datetime


class CallersCases(Protocol):
    """Finds cases by who filed them."""

    def by_phone(self, number: str, most: int) -> Sequence[EarlierCase]:
        """Return cases whose contact has this number (E.164), newest first."""

    def filed_for(self, *names: str) -> Sequence[str]:
        """Return the codes of what was filed for a call that has these names, oldest first."""

    def filed_under(self, client_key: str) -> Sequence[str]:
        """Return the code of what the channel filed under a key, as a sequence of one or none."""
