"""What must be true of every case, and of every day: received = answered + open + otherwise closed.

Standard library only: what was found is compared here, looking happens elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

#: A merged case waits for the answer of the one it follows.
OPEN_STATES = frozenset({"triage", "held", "routed", "accepted", "waiting", "reopened", "merged"})
ANSWERED = "answered"
#: Its citizen took it back: closed without an answer.
WITHDRAWN = "withdrawn"
#: What the ledger of messages calls its states → what the day's line calls them.
MESSAGE_STATES = {
    "sent": "sent",
    "claimed": "pending",
    "deferred": "pending",
    "uncertain": "uncertain",
    "undeliverable": "undeliverable",
    "merged": "sent",  # told in the message of another update
    "replaced": "pending",  # the next route's message has not been written yet
}
PUBLICATIONS = frozenset({"published", "waiting", "withheld"})


@dataclass(frozen=True, slots=True)
class Routed:
    """What routing knows: one moment per `case.routed` to whoever leads, and one per `case.answered`; `withdrawn_at` is
    when its citizen took it back.
    """

    state: str
    routed_at: Sequence[datetime]
    answered_at: Sequence[datetime]
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Traces:
    """What was found of one received case, in all services. Moments are aware UTC.

    `messages` are the states of the messages about it per event type; `unsent` the types of its events that still wait
    in an outbox. `from_chat`: the conversation itself gave the receipt.
    """

    code: str
    received_at: datetime
    has_email: bool
    from_chat: bool
    unsent: frozenset[str]
    routed: Routed | None
    messages: Mapping[str, Sequence[str]]
    publication: str | None
    counted_received: bool
    counted_answered: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that must be there and is not. `since` is when it should have followed."""

    code: str
    missing: str
    since: datetime
    in_flight: bool


@dataclass(slots=True)
class Day:
    """The sums of one local day, and what does not add up."""

    day: str
    counts: Counter[str] = field(default_factory=Counter)
    gaps: list[Gap] = field(default_factory=list)

    def add(self, traces: Traces, settled_before: datetime) -> None:
        """Count a case. What should have happened only after `settled_before` may still be on its way."""
        self.counts.update(_counts(traces))
        for missing, since, event in _missing(traces):
            in_flight = event in traces.unsent or since >= settled_before
            self.gaps.append(Gap(traces.code, missing, since, in_flight))
            self.counts["in_flight" if in_flight else "missing"] += 1

    def stray(self, code: str, where: str, since: datetime) -> None:
        """Note a case of this day that `where` knows and intake does not: nothing on its way can explain it."""
        self.gaps.append(Gap(code, f"intake ({where})", since, False))
        self.counts["missing"] += 1

    @property
    def adds_up(self) -> bool:
        """Whether nothing is missing, and received = answered + open + otherwise closed + on its way to routing."""
        parts = sum(self.counts[name] for name in ("answered", "open", "closed", "unrouted"))
        return self.counts["missing"] == 0 and self.counts["received"] == parts


def settled_before(now: datetime, grace: timedelta) -> datetime:
    """Return the moment before which everything must have arrived."""
    return now - grace


def _counts(traces: Traces) -> Iterator[str]:
    yield "received"
    yield _standing(traces.routed)
    for states in traces.messages.values():
        yield from (MESSAGE_STATES.get(state, "uncertain") for state in states)
    if traces.publication in PUBLICATIONS:
        yield traces.publication
    if traces.counted_received:
        yield "counted"


def _standing(routed: Routed | None) -> str:
    if routed is None:
        return "unrouted"
    if routed.state == ANSWERED:
        return "answered"
    return "open" if routed.state in OPEN_STATES else "closed"


def _missing(traces: Traces) -> Iterator[tuple[str, datetime, str]]:
    """Yield what is not there, since when it should be, and the event that would bring it."""
    received, routed = traces.received_at, traces.routed
    if routed is None:
        yield "routing", received, "case.received"
    if not traces.counted_received:
        yield "reporting", received, "case.received"
    if not traces.from_chat:
        yield from _unwritten(traces, "case.received", [received])
    if routed is None:
        return
    yield from _unwritten(traces, "case.routed", routed.routed_at)
    yield from _unwritten(traces, "case.answered", routed.answered_at)
    if routed.withdrawn_at:
        yield from _unwritten(traces, "case.withdrawn", [routed.withdrawn_at])
        if traces.publication != WITHDRAWN:
            yield "publish", routed.withdrawn_at, "case.withdrawn"
    if routed.state == ANSWERED and routed.answered_at:
        yield from _unspread(traces, routed.answered_at[-1])


def _unspread(traces: Traces, answered_at: datetime) -> Iterator[tuple[str, datetime, str]]:
    """The answer that stands is decided about by the portal and counted."""
    if traces.publication not in PUBLICATIONS:
        yield "publish", answered_at, "case.answered"
    if not traces.counted_answered:
        yield "reporting (answer)", answered_at, "case.answered"


def _unwritten(traces: Traces, event: str, moments: Sequence[datetime]) -> Iterator[tuple[str, datetime, str]]:
    """A citizen with an e-mail address hears of each event once: a message per event must be in the ledger."""
    if traces.has_email:
        written = len(traces.messages.get(event, ()))
        for moment in sorted(moments)[written:]:
            yield f"notify ({event})", moment, event
