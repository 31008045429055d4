"""A case as routing sees it: what the citizen said, who is responsible, and everything that was done, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.routing.domain.assignment import Assignment
from services.routing.domain.file import Addition, File, Place


class State(StrEnum):
    """Where a case stands."""

    TRIAGE = "triage"
    HELD = "held"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    ANSWERED = "answered"


#: TRIAGE: a person at the centre decides or answers. HELD: decided, but the agency gets it only when its forwarding
#: hours begin; until then it is the centre's, whose people may do with it what they may do in triage. An agency may
#: answer at once, without accepting first: making it say the same thing twice would help nobody. Nothing leads out of
#: ANSWERED yet.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.TRIAGE: frozenset({State.ROUTED, State.ANSWERED}),
    State.HELD: frozenset({State.ROUTED, State.TRIAGE, State.ANSWERED}),
    State.ROUTED: frozenset({State.ACCEPTED, State.ANSWERED, State.TRIAGE}),
    State.ACCEPTED: frozenset({State.ANSWERED, State.TRIAGE}),
    State.ANSWERED: frozenset(),
}


class Did(StrEnum):
    """What a history entry says was done."""

    HELD = "held"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REASSIGNED = "reassigned"
    ANSWERED = "answered"
    SUPPLEMENTED = "supplemented"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach the citizen; every part may be missing."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What the citizen said. It never changes."""

    code: str
    channel: str
    received_at: datetime
    title: str
    text: str
    category: str | None
    area: str | None
    address: str | None
    urgency: str
    kind: str
    language: str
    contact: Contact | None
    share_contact: bool
    private: bool
    place: Place | None = None
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing somebody did, written once and never changed. `act` names the request, so that it is done only once.

    `by` is `rule`, `agency:<slug>` or `desk:<account>`. `note` is a reason in the actor's words; `suggestion` the
    agency that the actor thinks competent.
    """

    act: str
    did: Did
    by: str
    at: datetime
    assignment: int
    agency: str
    note: str | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the citizen is told. `assignment` is the one it ended."""

    text: str
    outcome: str
    at: datetime
    by: str
    on_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The aggregate. `version` grows by one with every stored change. `forward_at` is set while the case is held."""

    submission: Submission
    state: State
    assignments: tuple[Assignment, ...]
    history: tuple[Entry, ...]
    answer: Answer | None = None
    additions: tuple[Addition, ...] = ()
    forward_at: datetime | None = None
    version: int = 1

    @property
    def code(self) -> str:
        """The case code, its natural key."""
        return self.submission.code

    @property
    def current(self) -> Assignment:
        """The assignment that counts now: the last one made."""
        return self.assignments[-1]

    @property
    def at_centre(self) -> bool:
        """Whether no agency has the case in hand: the centre's people act on it."""
        return self.state in (State.TRIAGE, State.HELD)

    @property
    def returns(self) -> int:
        """How often agencies have sent the case back."""
        return sum(entry.did is Did.RETURNED for entry in self.history)

    def has_seen(self, act: str) -> bool:
        """Return whether this act (by its id) has been done already."""
        return any(entry.act == act for entry in self.history)

    def after(self, state: State, entry: Entry, **changes: object) -> Case:
        """Return the case in its next state with one more entry. Raises ValueError for an impossible transition.

        Policies have refused what people may not ask for; what still fails here is a bug.
        """
        if state not in TRANSITIONS[self.state]:
            raise ValueError(f"{self.state} → {state}")
        moved = replace(self, state=state, history=(*self.history, entry))
        return replace(moved, **changes) if changes else moved  # type: ignore[arg-type]
