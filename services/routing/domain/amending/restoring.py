"""What brings an earlier catalogue back. What has come since cannot be undone where cases may name it: it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from services.routing.domain.amending.edits import LASTING, Edit, Snapshot, differences


def restoring(present: Snapshot, earlier: Snapshot, today: date) -> tuple[Edit, ...]:
    """Return the edits that bring `earlier` back; a record that has come since ends, or goes if it has not begun."""
    return tuple(_restored(present, earlier, today))


def _restored(present: Snapshot, earlier: Snapshot, today: date) -> Iterator[Edit]:
    for edit in differences(present, earlier):
        if edit.after is None and edit.part in LASTING and edit.before["valid_from"] <= today.isoformat():
            last = max(edit.before["valid_from"], (today - timedelta(days=1)).isoformat())
            ended = min(filter(None, (edit.before["valid_to"], last)))
            yield replace(edit, after={**edit.before, "valid_to": ended})
        else:
            yield edit
