"""Times: validity, hours and minutes run forward."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from services.routing.catalog.checks.names import KEYS
from services.routing.catalog.problem import Problem, Snapshot
from services.routing.catalog.validity import EFFECTIVE


def reversed_validity(snapshot: Snapshot) -> Iterator[Problem]:
    """Nothing ends before it begins."""
    for part in EFFECTIVE:
        for record in snapshot[part]:
            if record["valid_to"] and record["valid_to"] < record["valid_from"]:
                yield Problem(
                    "validity-reversed",
                    f"{part}/{record[KEYS[part]]}",
                    f"Hết hiệu lực ({record['valid_to']}) trước khi có hiệu lực ({record['valid_from']}).",
                    f"It ends ({record['valid_to']}) before it begins ({record['valid_from']}).",
                )


def bad_hours(snapshot: Snapshot) -> Iterator[Problem]:
    """The spans of a day are in order and do not overlap."""
    for week in ("hours", "agency_hours", "forwarding"):
        for day, spans in (snapshot["calendar"].get(week) or {}).items():
            clock = [time for span in spans for time in span]
            if any(earlier >= later for earlier, later in pairwise(clock)):
                yield Problem(
                    "bad-hours",
                    f"calendar/{week}/{day}",
                    "Giờ làm việc không theo thứ tự thời gian.",
                    "The hours of the day are not in order.",
                )


def bad_minutes(snapshot: Snapshot) -> Iterator[Problem]:
    """An urgent case is never given longer than a normal one, nor a normal one longer than a complex one."""
    for deadline in snapshot["deadlines"]:
        minutes = deadline["minutes"]
        if not minutes["urgent"] <= minutes["normal"] <= minutes["complex"]:
            yield Problem(
                "bad-minutes",
                f"deadlines/{deadline['slug']}",
                "Thời hạn khẩn phải ngắn nhất, phức tạp phải dài nhất.",
                "The urgent limit must be the shortest, the complex one the longest.",
            )
