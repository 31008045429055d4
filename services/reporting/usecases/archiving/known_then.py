"""What was known at an instant: figures without anything that was recorded at it or later."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from services.kit.clock import Clock
from services.kit.events import decode
from services.kit.events.wire import CODE_PATTERN
from services.kit.failures import Rejected
from services.reporting.domain.instant import NotAnInstant, read_instant
from services.reporting.domain.sheet import CaseFacts
from services.reporting.usecases.archiving.ports import Archive
from services.reporting.usecases.ports import Counts
from services.reporting.usecases.reading import READERS
from services.reporting.usecases.record_facts import facts_of, merged

#: An event recorded so recently may not have reached the counts yet; what was known then is certain afterwards.
SETTLED_AFTER = timedelta(minutes=1)
#: Instants whose counts are kept: a reader looks at several tables of the same one.
KEPT = 2
_CODE = re.compile(CODE_PATTERN, re.ASCII)


class CountsOfNow(Protocol):
    """Counts of everything known now, from which those of then are made."""

    def with_sheets(self, sheets: Iterable[CaseFacts]) -> Counts:
        """Return counts of the same cases, but for these, which were known so. Raises `Retryable` while loading."""


@dataclass(frozen=True, slots=True)
class KnownThen:
    """Only cases that something was recorded about since are made anew: the others were known as they are now.

    So it costs what happened since, not what ever happened, and memory holds the columns of one more census.
    """

    archive: Archive
    now: CountsOfNow
    clock: Clock
    _kept: OrderedDict[datetime, Counts] = field(default_factory=OrderedDict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def instant(self, text: str) -> datetime:
        """Return the instant that `text` names.

        Raises `Rejected`: `not-an-instant`, or `instant-not-settled` for one in the future or in the last minute.
        """
        try:
            instant = read_instant(text)
        except NotAnInstant as error:
            raise _not_an_instant() from error
        if instant > self.clock.now() - SETTLED_AFTER:
            raise _not_settled()
        return instant

    def counts(self, instant: datetime) -> Counts:
        """Return what counts what was known before `instant`. One at a time; the last two are kept."""
        with self._turn:
            if instant not in self._kept:
                self._kept[instant] = self.now.with_sheets(self.sheets(instant))
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return self._kept[instant]

    def sheets(self, instant: datetime) -> Iterator[CaseFacts]:
        """Yield the sheets, as they were then, of the cases with anything recorded since; empty for the new ones."""
        for subject in self.archive.subjects_since(instant):
            if _CODE.match(subject):
                yield self._sheet(subject, instant)

    def _sheet(self, code: str, instant: datetime) -> CaseFacts:
        told = (decode(entry.body) for entry in self.archive.about([code], before=instant))
        sheets = merged(facts_of(event) for event in told if event.type in READERS)
        return sheets[0] if sheets else CaseFacts(code)


def _not_an_instant() -> Rejected:
    return Rejected(
        "not-an-instant",
        "Thời điểm phải viết theo dạng 2026-06-30 (hết ngày) hoặc 2026-06-30T17:00.",
        "An instant is written as 2026-06-30 (the end of that day) or 2026-06-30T17:00.",
    )


def _not_settled() -> Rejected:
    return Rejected(
        "instant-not-settled",
        "Chỉ xem lại được những gì đã biết trước đây ít nhất một phút.",
        "Only what was known at least a minute ago can be seen again.",
    )
