"""What the telephone at the desk needs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.failures import Retryable
from services.routing.usecases.calls.facts import Call, CallBack, CallCategory, Caller, Filing, Receipt


class HotlineAway(Retryable):
    """The hotline service does not answer. Nothing is known to have been done; sent again, it is done once."""


class Hotline(Protocol):
    """The hotline service, asked on behalf of an account. Every method raises `HotlineAway`, and `Rejected` with the
    hotline's own slug and sentences; where fields are wrong, `details["errors"]` names them.
    """

    def current(self, account: str) -> Sequence[Call]:
        """Return the calls of this moment, newest first, numbers masked."""

    def call(self, account: str, id_: str) -> Caller:
        """Return one call in full; the look is logged there. Raises `Rejected("unknown-call")`."""

    def recent(self, account: str) -> Sequence[Call]:
        """Return the calls of the last 24 hours, newest first."""

    def messages(self, account: str) -> Sequence[Call]:
        """Return the calls of a week that left a message, newest first."""

    def call_backs(self, account: str, *, due: bool) -> Sequence[CallBack]:
        """Return whom to call back, the longest waiting first: those due now, or all."""

    def claim(self, account: str, id_: str) -> None:
        """Take a call-back in hand for a quarter of an hour."""

    def not_reached(self, account: str, id_: str, attempt: int, outcome: str, note: str) -> None:
        """Note that nobody was reached; the same attempt twice counts once."""

    def reached(self, account: str, id_: str, case: str | None, note: str) -> None:
        """Close a call-back."""

    def categories(self) -> Sequence[CallCategory]:
        """Return what one may file under today, in order. May be a minute old."""

    def file(self, account: str, filing: Filing) -> Receipt:
        """File a case; the same call and matter again return the same case."""


class Extensions(Protocol):
    """Which telephone stands before whom."""

    def of(self, account: str) -> str | None:
        """Return the account's extension, None while it has said none."""

    def put(self, account: str, extension: str, now: datetime) -> None:
        """Give the extension to the account, and take it from whoever had it. Empty: the account has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An answer that the caller has heard, to be written into the case as soon as it arrives here.

    `by` and `role` are the operator's, `category` and the rest what the case is about.
    """

    code: str
    by: str
    role: str
    category: str | None
    area: str | None
    urgency: str
    kind: str
    text: str
    outcome: str
    promised_at: datetime
    sources: tuple[str, ...] = ()


class Promises(Protocol):
    """Keeps promised answers until they are given."""

    def keep(self, promise: Promise) -> None:
        """Store it, majority-acknowledged. A case has one: the first counts."""

    def take_due(self, now: datetime, until: datetime) -> Promise | None:
        """Return the one that has waited longest for its turn; nobody else gets it before `until`."""

    def given(self, code: str, now: datetime) -> None:
        """Note that the citizen has the answer."""

    def refused(self, code: str, slug: str, now: datetime) -> None:
        """Note why it cannot be given; a person at the centre decides then."""

    def of_case(self, code: str) -> str | None:
        """Return `waiting`, `given`, or the slug of the refusal; None where nothing was promised."""
