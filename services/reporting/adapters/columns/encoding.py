"""A case as lines of the columns: one for each state it was in, one for each thing that happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
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

Lines = Mapping[str, list[Any]]


class Encoder:
    """Collects lines until they are taken. `codes` are the numbers of all words so far."""

    def __init__(self) -> None:
        self.codes = {name: Codes() for name in WORDS}
        self._lines: dict[str, dict[str, list[Any]]] = {}
        self.take()

    def add(self, number: int, sheet: CaseFacts) -> None:
        """Take a case in; one that nobody has received yet leaves no lines."""
        states_, happened = self._lines["states"], self._lines["happenings"]
        before = len(states_["since"])
        for since, state in states(sheet):
            self._add_state(states_, number, since_epoch(since), state)
        self._close(states_, before)
        for each in happenings(sheet):
            happened["case"].append(number)
            happened["at"].append(since_epoch(each.at))
            happened["figure"].append(FLOWS.index(each.figure))
            happened["agency"].append(self.codes["agency"].of(each.agency))

    def case(self, sheet: CaseFacts) -> dict[str, Any]:
        """Return the line of the case itself."""
        received = sheet.received
        return {
            "code": sheet.code.encode(),
            "received": since_epoch(received.at) if received else NEVER,
            "channel": self.codes["channel"].of(received.channel if received else None),
            "related": bool(received and received.related),
        }

    def take(self) -> dict[str, dict[str, list[Any]]]:
        """Return what was collected, by set of columns, and begin anew."""
        taken, self._lines = self._lines, {"states": defaultdict(list), "happenings": defaultdict(list)}
        return taken

    def _add_state(self, lines: dict[str, list[Any]], number: int, since: int, state: State) -> None:
        answer, codes = state.answer, self.codes
        lines["case"].append(number)
        lines["since"].append(since)
        lines["phase"].append(HANDLED if answer else OPEN if state.open else WITHDRAWN)
        lines["moment"].append(_moment(state))
        lines["marks"].append(_marks(state))
        lines["level"].append(min(state.level, 127))
        for name in ("agency", "category", "area", "kind", "rating"):
            lines[name].append(codes[name].of(getattr(state, name)))
        lines["person"].append(codes["person"].of(answer.by if answer else None))
        lines["outcome"].append(codes["outcome"].of(answer.outcome if answer else None))
        lines["shown"].append(codes["shown"].of(state.shown if answer else None))

    @staticmethod
    def _close(lines: dict[str, list[Any]], first: int) -> None:
        """Each state lasts until the next begins, the last one for ever."""
        since = lines["since"][first:]
        lines["until"] += [*since[1:], NEVER] if since else []


def _moment(state: State) -> int:
    end = state.answer.at if state.answer else state.withdrawn_at or state.due_at
    return NEVER if end is None else since_epoch(end)


def _marks(state: State) -> int:
    answer, paused = state.answer, state.paused_at
    holds = {
        "accepted": state.accepted,
        "paused": paused is not None,
        "stopped_late": paused is not None and state.is_overdue(paused),
        "on_time": answer is not None and answer.on_time,
        "in_first_time": answer is not None and answer.in_first_time,
        "complained": state.complained,
        "extended": state.extended,
        "merged": state.merged,
        "shared": state.parts > 0,
        "returned_once": state.returns > 0,
        "returned_twice": state.returns > 1,
    }
    return sum(BIT[name] for name, hold in holds.items() if hold)
