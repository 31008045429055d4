"""Look up what a citizen may choose from, and when the centre works, on a given day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from services.intake.domain.opening_hours import HolidayName, OpeningHours, opening_hours
from services.intake.domain.reference import Reference, reference
from services.kit.failures import Retryable

#: Nobody makes an appointment further ahead.
LONGEST_AHEAD = timedelta(days=60)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Catalog(Protocol):
    """Keeps the newest catalogue snapshot."""

    def current(self) -> Mapping[str, Any] | None:
        """Return the snapshot (the same object until it changes), or None while none has arrived."""


class LookUpReference:
    """Reads the catalogue once per snapshot and day, not once per case."""

    def __init__(self, catalog: Catalog, holiday_name: HolidayName) -> None:
        self._catalog = catalog
        self._holiday_name = holiday_name
        self._read_from: Mapping[str, Any] | None = None
        self._read_for: date | None = None
        self._reference: Reference
        self._hours: OpeningHours

    def reference(self, moment: datetime) -> Reference:
        """Return the categories and areas in force on the local day of `moment`.

        Raises `Retryable` while no catalogue has arrived.
        """
        self._read(moment)
        return self._reference

    def may_come(self, day: date, moment: datetime) -> bool:
        """Return whether somebody can come on a local day: a working day, from that of `moment` on.

        Raises `Retryable` while no catalogue has arrived.
        """
        self._read(moment)
        today = moment.astimezone(VIETNAM).date()
        return today <= day <= today + LONGEST_AHEAD and bool(self._hours.hours_on(day))

    def looked_at_from(self, moment: datetime) -> datetime:
        """Return when a case of `moment` (aware) will be looked at: the same moment while the centre is open.

        UTC. Raises `Retryable` while no catalogue has arrived.
        """
        self._read(moment)
        return self._hours.opens_for(moment.astimezone(VIETNAM)).astimezone(UTC)

    def _read(self, moment: datetime) -> None:
        snapshot, day = self._catalog.current(), moment.astimezone(VIETNAM).date()
        if snapshot is None:
            raise Retryable("no catalogue yet")
        if snapshot is not self._read_from or day != self._read_for:
            self._reference = reference(snapshot, day)
            self._hours = opening_hours(snapshot["calendar"], self._holiday_name)
            self._read_from, self._read_for = snapshot, day
