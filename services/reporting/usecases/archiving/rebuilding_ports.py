"""What making the projections anew needs from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from services.kit.events import Event
from services.reporting.domain.comparison import Comparison, Difference
from services.reporting.usecases.archiving.stretch import Stretch


class Crew(Protocol):
    """Folds stretches of the archive, several at once."""

    def fold(self, stretches: Sequence[Stretch], *, write: bool) -> Iterator[Comparison]:
        """Return what each stretch came to, as they are done; `write` puts the documents beside those in use."""

    def again(self, named: Sequence[Difference]) -> Comparison:
        """Return how these documents compare now, with what has been told of them by now."""


class Workshop(Protocol):
    """The projections made anew, beside those in use."""

    def begin(self) -> None:
        """Throw away what an earlier attempt left, and begin with nothing."""

    def finish(self) -> None:
        """Give what was made anew the indexes of what is in use."""

    def record(self, events: Sequence[Event]) -> None:
        """Merge events into what is made anew; the same ones again change nothing."""

    def put_in_use(self, at: datetime, found: Comparison) -> None:
        """Let what was made anew take the place of what is in use, and note durably that the catching up is due."""

    def discard(self) -> None:
        """Throw away what was made anew."""

    def due(self) -> datetime | None:
        """Return when something was put in use whose catching up nobody has finished, or None."""

    def caught_up(self, at: datetime) -> None:
        """Let those who follow changes see what is different now, and note that the catching up is done."""


class Turn(Protocol):
    """Sees to it that only one makes anything anew."""

    def take(self) -> bool:
        """Take the turn, or keep it. False while it is somebody else's."""

    def give_back(self) -> None:
        """Let others have their turn."""
