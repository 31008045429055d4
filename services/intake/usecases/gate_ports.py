"""What the gate needs from outside, and what it offers to the channels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from services.intake.domain.abuse.blocks import Block, BlockList
from services.intake.domain.abuse.limits import Limit, Window
from services.intake.domain.abuse.senders import Sender
from services.intake.domain.abuse.suspicion import Signals, Suspicion


class Blocks(Protocol):
    """Keeps who may not send."""

    def add(self, block: Block) -> None:
        """Store an entry; one on the same sender is replaced."""

    def remove(self, kind: str, value: str) -> bool:
        """Take an entry out; return whether there was one."""

    def all(self, now: datetime) -> list[Block]:
        """Return the entries in force, those that end first first."""

    def listed(self) -> BlockList:
        """Return the entries to ask, as they were a few seconds ago at most."""


class Counters(Protocol):
    """Counts messages by sender and window. What it keeps of a sender cannot be turned back into the sender."""

    def count(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> list[Window]:
        """Count one message of each sender, and return the windows with it, in the same order."""

    def peek(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> list[Window]:
        """Return the windows without counting anything."""

    def take_back(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> None:
        """Let the message that was counted at `now` count no longer."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A proof of work to be done: ALTCHA's five fields, for the solver."""

    fields: Mapping[str, Any]


class Proofs(Protocol):
    """Makes challenges and checks solutions."""

    def challenge(self, now: datetime) -> Challenge:
        """Return a new signed challenge."""

    def accepted(self, solution: str, now: datetime) -> bool:
        """Return whether a solution is ours, right, in time, and used for the first time."""


class Gate(Protocol):
    """What channels call before they accept a message of somebody outside."""

    def check(self, *senders: Sender, signals: Signals = ..., patient: bool = False) -> Suspicion:
        """Count the message for each of its senders and return what speaks against it.

        `patient`: it comes again by itself when it is refused, and is counted only once it is let through.
        Raises `Rejected`: `blocked`, or `slow-down` with `retry_after` seconds in its details.
        """

    def senders(self, **values: str | None) -> Iterable[Sender]:
        """Return the senders that `kind=value` pairs name, as they are counted; what is no such thing is left out."""
