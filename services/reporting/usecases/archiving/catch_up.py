"""Record once more what was told while projections changed places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from services.kit.events import Event, decode
from services.reporting.usecases.archiving.ports import Archive
from services.reporting.usecases.archiving.rebuilding_ports import Workshop

#: The longest that an event can take from the look at the clock until it is in the archive (the database gives up
#: after 40 s), and what the clocks of two machines may differ, many times over.
MARGIN = timedelta(minutes=5)
AT_A_TIME = 1_000

Record = Callable[[Sequence[Event]], object]


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Whatever is recorded twice changes nothing, so catching up may begin early and be repeated by anybody.

    A process that is killed between putting projections in use and catching up leaves a note; the next turn of any
    process finishes its work.
    """

    archive: Archive
    workshop: Workshop
    record: Record

    def __call__(self) -> bool:
        """Finish what is due. Returns whether there was anything."""
        at = self.workshop.due()
        if at is None:
            return False
        self.since(at, self.record)
        self.workshop.caught_up(at)
        return True

    def since(self, moment: datetime, record: Record) -> None:
        """Record everything that may have been on its way at `moment` or was told later."""
        entries = self.archive.since(moment - MARGIN)
        while chunk := [decode(entry.body) for entry in islice(entries, AT_A_TIME)]:
            record(chunk)
