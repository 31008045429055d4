"""What changes of the catalogue need from the outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.events import Event
from services.routing.domain.amending.amendment import Amendment, Origin
from services.routing.usecases.ports import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of the catalogue that is or was in force: since when, and where it came from."""

    number: int
    at: datetime
    origin: Origin | None


class Amendments(Protocol):
    """All amendments."""

    def all(self) -> Sequence[Amendment]:
        """Return all of them, the newest first."""

    def get(self, number: int) -> Amendment | None:
        """Return one, read anew."""

    def due(self, now: datetime) -> Sequence[Amendment]:
        """Return those that are approved and whose moment has come, or that are due, in the order of their moments."""

    def add(self, amendment: Amendment) -> bool:
        """Store a new one. Return False when its number is taken."""

    def save(self, amendment: Amendment) -> bool:
        """Store a changed one under the next version. Return False when somebody changed it since it was read."""


class Versions(Protocol):
    """The catalogue in force, and every one that was."""

    def newest(self) -> tuple[int, Snapshot] | None:
        """Return the number of the version in force and its content, or None while there is none."""

    def add(self, version: int, snapshot: Snapshot, at: datetime, event: Event, origin: Origin | None = None) -> bool:
        """Put the version after the one in force into its place, and keep that one. See `Catalogs.add`."""

    def history(self) -> Sequence[Version]:
        """Return all versions, the newest first."""

    def content(self, version: int) -> Snapshot | None:
        """Return what a version said; None for one that never was."""

    def became(self, amendment: int) -> int | None:
        """Return which version an amendment has become; None while it has not."""


class Holdings(Protocol):
    """How many open cases there are, for whoever is about to decide."""

    def count(self, field: str, values: Iterable[str]) -> Mapping[str, int]:
        """Return how many open cases have each of the values as their `agency`, `category` or `area`."""
