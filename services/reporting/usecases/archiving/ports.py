"""What keeping the archive needs from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from services.reporting.domain.archived import Archived
from services.reporting.usecases.archiving.stretch import EVERYTHING, Stretch


class Archive(Protocol):
    """Every event that reporting was told of, for good. There is no way to change or to remove one."""

    def append(self, entries: Sequence[Archived]) -> None:
        """Keep the entries, durably. One whose event is kept already changes nothing, not even when it was recorded."""

    def entries(self, stretch: Stretch = EVERYTHING, *, before: datetime | None = None) -> Iterator[Archived]:
        """Return the entries of a stretch in order, of those recorded before an instant where one is given."""

    def about(self, subjects: Iterable[str], *, before: datetime | None = None) -> Iterator[Archived]:
        """Return the entries about these subjects, those of one together."""

    def since(self, moment: datetime) -> Iterator[Archived]:
        """Return the entries recorded at `moment` or later, in the order of recording."""

    def subjects_since(self, moment: datetime) -> Sequence[str]:
        """Return what something was recorded about at `moment` or later, each subject once, in order."""

    def stretches(self, count: int) -> Sequence[Stretch]:
        """Return at most `count` stretches of about equal size that together hold everything, each entry once."""

    def size(self) -> int:
        """Return about how many entries there are."""
