"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Snapshot = dict[str, Any]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a catalogue.

    `slug` is stable and names the kind of problem, `subject` the record it was found in;
    `vi` and `en` are one sentence each for the person who edits the catalogue.
    """

    slug: str
    subject: str
    vi: str
    en: str
