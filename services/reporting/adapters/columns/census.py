"""All cases in columns: taken in, replaced when something happened with them, and looked up as of an instant."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from services.reporting.adapters.columns.case_index import CaseIndex
from services.reporting.adapters.columns.codes import Codes
from services.reporting.adapters.columns.encoding import CASES, EVER, HAPPENINGS, NEVER, STATES, Encoder, Line
from services.reporting.adapters.columns.growing import Column, Growing
from services.reporting.domain.sheet import CaseFacts

#: Where the lines of a case lie: they are written together and stay together.
PLACES = {"state": "i8", "states": "i4", "happening": "i8", "happenings": "i4"}
#: Lines of cases that were replaced stay until they are so many, and one of so many.
MOST_DEAD, DEAD_SHARE = 100_000, 4


class Census:
    """Nothing here yields to other threads, so that whoever counts never sees half a change."""

    def __init__(self) -> None:
        self.states, self.happenings = Growing(STATES), Growing(HAPPENINGS)
        self.cases = Growing({**CASES, **PLACES})
        self._index = CaseIndex()
        self._encoder = Encoder()
        self._dead = 0

    @property
    def codes(self) -> dict[str, Codes]:
        """Return the numbers of all words."""
        return self._encoder.codes

    def put(self, sheets: Iterable[CaseFacts]) -> None:
        """Take cases in, new ones and others anew."""
        added: dict[str, list[Line]] = {"state": [], "happening": [], "case": []}
        for sheet in {sheet.code: sheet for sheet in sheets}.values():
            self._put(sheet, added)
        self.states.extend(added["state"])
        self.happenings.extend(added["happening"])
        self.cases.extend(added["case"])
        if self._dead > max(MOST_DEAD, self.states.size // DEAD_SHARE):
            self._tidy()

    def as_of(self, moment: int) -> Column:
        """Return the lines of the states that cases were in at an instant (ms), at most one for each case."""
        since, until = self.states.column("since"), self.states.column("until")
        return np.flatnonzero((since < moment) & (until >= moment))

    def bytes(self) -> int:
        """Return how much memory the columns take."""
        return self.states.bytes() + self.happenings.bytes() + self.cases.bytes()

    def _put(self, sheet: CaseFacts, added: dict[str, list[Line]]) -> None:
        known = self._index.find(sheet.code)
        number = self._index.add(sheet.code) if known is None else known
        states, happened = self._encoder.states(number, sheet), self._encoder.happenings(number, sheet)
        places = (
            self.states.size + len(added["state"]), len(states),
            self.happenings.size + len(added["happening"]), len(happened),
        )  # fmt: skip
        added["state"] += states
        added["happening"] += happened
        line = (*self._encoder.case(sheet), *places)
        if known is None:
            added["case"].append(line)
            return
        self._bury(known)
        for name, value in zip((*CASES, *PLACES), line, strict=True):
            self.cases.column(name)[known] = value

    def _bury(self, number: int) -> None:
        """What is known of a case is not known so any more: no instant finds these lines again."""
        places = {name: int(self.cases.column(name)[number]) for name in PLACES}
        states = slice(places["state"], places["state"] + places["states"])
        self.states.column("since")[states], self.states.column("until")[states] = NEVER, EVER
        happened = slice(places["happening"], places["happening"] + places["happenings"])
        self.happenings.column("at")[happened] = NEVER
        self._dead += places["states"]

    def _tidy(self) -> None:
        """Make room where lines are dead. The order stays, so the lines of a case stay together."""
        self._tidy_one(self.states, self.states.column("until") != EVER, "state")
        self._tidy_one(self.happenings, self.happenings.column("at") != NEVER, "happening")
        self._dead = 0

    def _tidy_one(self, lines: Growing, alive: Column, name: str) -> None:
        moved = np.cumsum(alive) - alive
        places = self.cases.column(name)
        places[:] = np.append(moved, alive.sum())[places]
        lines.keep(np.flatnonzero(alive))
