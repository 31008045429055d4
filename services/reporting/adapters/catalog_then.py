"""The catalogue as it was known at an instant, so that agencies have the names of then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.kit.events import decode
from services.reporting.usecases.archiving.ports import Archive

Snapshot = Mapping[str, Any]


def catalog_then(archive: Archive, current: Snapshot | None, instant: datetime) -> Snapshot | None:
    """Return the newest catalogue recorded before `instant`; the current one where the archive has none of then."""
    if current is None:
        return None
    told = (decode(entry.body) for entry in archive.about([current["province"]["slug"]], before=instant))
    versions = [event.data for event in told if event.type == "catalog.changed"]
    newest = max(versions, key=lambda data: data.version, default=None)
    return newest.catalog if newest else current
