"""What the hotline tells the desk, and what the desk files there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

RINGING, ANSWERED, OVER = "ringing", "answered", "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call. `id` is the hotline's name for it; `number` may be masked, None for hidden ones."""

    id: str
    state: str
    began_at: datetime
    number: str | None = field(default=None, repr=False)
    answered: bool = False
    outbound: bool = False
    extension: str | None = None
    cases: tuple[str, ...] = ()
    message: bool = False
    message_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """A case that was filed with the caller's number."""

    code: str
    title: str
    received_at: datetime
    status: str
    agency_name: str | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A call, and what is known of whoever makes it. `call_id` is the telephone system's id."""

    call: Call
    call_id: str
    cases: tuple[EarlierCase, ...] = ()
    calls: tuple[Call, ...] = ()
    call_backs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """A call the centre owes. `note` is what the last colleague who tried wrote down."""

    id: str
    number: str = field(repr=False)
    urgency: str
    first_at: datetime
    due_at: datetime
    calls: int
    attempts: int
    outcome: str | None = None
    note: str = ""
    claimed_by: str | None = None
    claimed_until: datetime | None = None

    def held_by(self, account: str, now: datetime) -> bool:
        """Return whether this account has it in hand now."""
        return self.claimed_by == account and self.is_claimed(now)

    def is_claimed(self, now: datetime) -> bool:
        """Return whether anybody has it in hand now."""
        return self.claimed_until is not None and self.claimed_until > now


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer to choose. With a `stop` the matter is not filed: the sentence names the right way."""

    slug: str
    vi: str
    en: str
    stop_vi: str | None = None
    stop_en: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a category asks. `only_if`: an earlier question, and the answers after which this one is asked."""

    slug: str
    vi: str
    en: str
    hint_vi: str
    hint_en: str
    type: str
    required: bool
    choices: tuple[Choice, ...] = ()
    only_if: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCategory:
    """A category that one may file under today. `identity`: none, phone or name_phone."""

    slug: str
    name_vi: str
    name_en: str
    group_vi: str
    group_en: str
    identity: str
    kind: str
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What an operator files for a caller. `call` and `matter` name it: sent again, it is the same case.

    `answers` is None where no question was asked. With `keep`, it goes to no agency: the operator answers it.
    """

    call: str
    matter: int
    text: str
    title: str = ""
    category: str | None = None
    area: str | None = None
    address: str = ""
    urgency: str = "normal"
    kind: str | None = None
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    share_contact: bool = False
    private: bool = False
    answers: Mapping[str, str] | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The proof that the case is stored. `again`: it was stored before."""

    code: str
    pin: str = field(repr=False)
    looked_at_from: datetime
    open_now: bool
    again: bool = False
