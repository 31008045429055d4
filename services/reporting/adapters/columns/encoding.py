"""A case as lines of the columns: one for each state it was in, one for each thing that happened."""

from __future__ import annotations

from typing import Any

from services.reporting.adapters.columns.codes import Codes
from services.reporting.domain.happenings import happenings
from services.reporting.domain.indicators import FLOWS
from services.reporting.domain.sheet import CaseFacts, since_epoch
from services.reporting.domain.state import State, states

#: Later, and earlier, than anything (ms).
NEVER, EVER = 2**62, -(2**62)

OPEN, HANDLED, WITHDRAWN = 0, 1, 2

#: A state from `since` until, and including, `until` (ms). `moment` is the due time while open, afterwards the end.
STATES = {
    "case": "i4", "since": "i8", "until": "i8", "moment": "i8", "phase": "i1", "marks": "u2", "level": "i1",
    "agency": "i2", "category": "i2", "area": "i2", "kind": "i1", "person": "i4", "outcome": "i1", "shown": "i1",
    "rating": "i1",
}  # fmt: skip
CASES = {"code": "S16", "received": "i8", "channel": "i1", "related": "?"}
HAPPENINGS = {"case": "i4", "at": "i8", "figure": "i1", "agency": "i2"}
#: The columns that hold words.
WORDS = ("agency", "category", "area", "kind", "person", "outcome", "shown", "rating", "channel")

#: Bits of `marks`.
MARKS = (
    "accepted", "paused", "stopped_late", "on_time", "in_first_time", "complained", "extended", "merged", "shared",
    "returned_once", "returned_twice",
)  # fmt: skip
BIT = {name: 1 << place for place, name in enumerate(MARKS)}

#: The values of one line, in the order of its columns.
Line = tuple[Any, ...]
_FIGURES = {name: number for number, name in enumerate(FLOWS)}


class Encoder:
    """Turns cases into lines. `codes` are the numbers of all words so far."""

    def __init__(self) -> None:
        self.codes = {name: Codes() for name in WORDS}

    def states(self, number: int, sheet: CaseFacts) -> list[Line]:
        """Return a line for each state, in the order of `STATES`; each lasts until the next begins, the last for ever.

        A case that nobody has received yet has none.
        """
        found = [(since_epoch(since), state) for since, state in states(sheet)]
        ends = [*(since for since, _ in found[1:]), NEVER]
        return [self._state(number, since, end, state) for (since, state), end in zip(found, ends, strict=False)]

    def happenings(self, number: int, sheet: CaseFacts) -> list[Line]:
        """Return a line for each thing that happened, in the order of `HAPPENINGS`."""
        agency = self.codes["agency"]
        return [
            (number, since_epoch(each.at), _FIGURES[each.figure], agency.of(each.agency)) for each in happenings(sheet)
        ]

    def case(self, sheet: CaseFacts) -> Line:
        """Return the line of the case itself, in the order of `CASES`."""
        received = sheet.received
        return (
            sheet.code.encode(),
            since_epoch(received.at) if received else NEVER,
            self.codes["channel"].of(received.channel if received else None),
            bool(received and received.related),
        )

    def _state(self, number: int, since: int, until: int, state: State) -> Line:
        answer, codes = state.answer, self.codes
        return (
            number,
            since,
            until,
            _moment(state),
            HANDLED if answer else OPEN if state.withdrawn_at is None else WITHDRAWN,
            _marks(state),
            min(state.level, 127),
            codes["agency"].of(state.agency),
            codes["category"].of(state.category),
            codes["area"].of(state.area),
            codes["kind"].of(state.kind),
            codes["person"].of(answer.by if answer else None),
            codes["outcome"].of(answer.outcome if answer else None),
            codes["shown"].of(state.shown if answer else None),
            codes["rating"].of(state.rating),
        )


def _moment(state: State) -> int:
    end = state.answer.at if state.answer else state.withdrawn_at or state.due_at
    return NEVER if end is None else since_epoch(end)


def _marks(state: State) -> int:
    answer, paused = state.answer, state.paused_at
    holds = (
        state.accepted,
        paused is not None,
        paused is not None and state.is_overdue(paused),
        answer is not None and answer.on_time,
        answer is not None and answer.in_first_time,
        state.complained,
        state.extended,
        state.merged,
        state.parts > 0,
        state.returns > 0,
        state.returns > 1,
    )
    return sum(bit for bit, hold in zip(BIT.values(), holds, strict=True) if hold)
