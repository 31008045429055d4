"""Which requests somebody asks for: GeoReport's parameters, read by its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.intake.domain.case_code import NotACaseCode, parse_code
from services.intake.domain.fault import Fault

LONGEST = timedelta(days=90)
MOST_REQUESTS = 1000
STATUSES = ("open", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`codes` alone, when there are any; else what came from `since` until before `until`, newest first.

    Empty `services` and `statuses` mean all.
    """

    codes: tuple[str, ...] = ()
    services: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    since: datetime
    until: datetime


def read_query(given: Mapping[str, str], now: datetime) -> tuple[Query, list[Fault]]:
    """Return what is asked for and what is wrong with it. An empty parameter is as good as none."""
    faults: list[Fault] = []
    since, until = (_moment(given, name, faults) for name in ("start_date", "end_date"))
    since, until = _span(since, until, now)
    if until - since > LONGEST and given.get("start_date") and given.get("end_date"):
        faults.append(_too_long())
    statuses = frozenset(_several(given, "status"))
    if statuses - set(STATUSES):
        faults.append(_no_status())
    codes = tuple(_codes(given, faults))
    services = frozenset(_several(given, "service_code"))
    query = Query(codes=codes, services=services, statuses=statuses, since=since, until=until)
    return query, faults


def _span(since: datetime | None, until: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """Complete a span to ninety days: back from its end, on from its beginning, or the last ones until now."""
    if since is None:
        until = until or now + timedelta(seconds=1)
        return until - LONGEST, until
    return since, until or min(now + timedelta(seconds=1), since + LONGEST)


def _several(given: Mapping[str, str], name: str) -> list[str]:
    return [part for each in given.get(name, "").split(",") if (part := each.strip())]


def _codes(given: Mapping[str, str], faults: list[Fault]) -> list[str]:
    asked = _several(given, "service_request_id")
    if len(asked) > MOST_REQUESTS:
        faults.append(_too_many())
    found = []
    for each in asked[:MOST_REQUESTS]:
        try:
            found.append(parse_code(each))
        except NotACaseCode:
            found.append("")  # nothing has this code, and saying so is the answer
    return found


def _moment(given: Mapping[str, str], name: str, faults: list[Fault]) -> datetime | None:
    typed = given.get(name, "").strip().replace(" ", "+")  # a plus sign that was not encoded arrives as a blank
    if not typed:
        return None
    try:
        found = datetime.fromisoformat(typed)
        found.astimezone()  # fails outside the years that can be counted
    except (ValueError, OverflowError):
        found = None
    if found is None or found.tzinfo is None:
        faults.append(
            Fault(
                name,
                "moment-not-valid",
                f"{name} phải có dạng 2026-11-30T08:00:00+07:00, kèm múi giờ.",
                f"{name} must look like 2026-11-30T08:00:00+07:00, with a time zone.",
            )
        )
        return None
    return found


def _too_long() -> Fault:
    return Fault(
        "end_date",
        "span-too-long",
        f"Khoảng thời gian dài nhất là {LONGEST.days} ngày.",
        f"The span may not be longer than {LONGEST.days} days.",
    )


def _no_status() -> Fault:
    return Fault(
        "status", "status-not-valid", "status chỉ có thể là open, closed.", "status can only be open or closed."
    )


def _too_many() -> Fault:
    return Fault(
        "service_request_id",
        "too-many-requests-asked",
        f"Mỗi lần hỏi nhiều nhất {MOST_REQUESTS} mã.",
        f"At most {MOST_REQUESTS} ids at a time.",
    )
