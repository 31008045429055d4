"""How much of what is allowed while a case is worked on: data of the province, presets until it decides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Times are working minutes unless the name says days (calendar days).

    `most_returns`: after so many the shift lead's decision binds. `info_wait`: how long a question waits for its
    citizen. `reopen_window_days` and `most_reopens`: how long after an answer, and how often, a citizen may ask to look
    again. `due_soon_share` of the allowed time, but at least `due_soon_least`, before the due time the agency is
    warned. `most_extensions`, each of at most `longest_extension`. `part_share`: how much of the lead's remaining time
    a coordinating agency has.
    """

    most_returns: int = 2
    info_wait: int = 2400
    reopen_window_days: int = 15
    most_reopens: int = 2
    due_soon_share: float = 0.25
    due_soon_least: int = 30
    most_extensions: int = 1
    longest_extension: int = 4800
    part_share: float = 0.5
