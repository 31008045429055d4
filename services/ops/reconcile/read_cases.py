"""Looks at the services' databases with a user that may only read, a few hundred cases at a time.

This is the one place that reads other services' collections: an operations tool, not a service. The shapes it relies on
are written down in each service's README.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from pymongo import ASCENDING, MongoClient
from pymongo.database import Database

from services.ops.reconcile.balance import Routed, Traces

Document = dict[str, Any]

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
BATCH = 500
LEAD = "lead"
CHATS = frozenset({"zalo", "facebook"})
#: States of a message, the surest first: an event may have had several messages, one per route.
REPLACED = "replaced"
CERTAINTY = ("sent", "merged", "uncertain", "claimed", "deferred", "undeliverable", REPLACED)
#: What people and rules do to a case that tells somebody new that it is theirs now.
HANDS_OVER = frozenset({"routed", "returned", "reassigned", "reopened", "unmerged", "moved"})
ANSWERS = frozenset({"answered", "upheld"})
WITHDRAWALS = frozenset({"withdrawn"})
_INTAKE_FIELDS = {"received_at": 1, "channel": 1, "data.contact.email": 1, "outbox.type": 1}
_ROUTING_FIELDS = {
    "state": 1,
    **dict.fromkeys(("history.did", "history.at", "history.assignment"), 1),
    **dict.fromkeys(("assignments.number", "assignments.role"), 1),
    "outbox.type": 1,
}
_FACT_FIELDS = {"received.at": 1, "answered.at": 1}


@dataclass(frozen=True, slots=True)
class Stray:
    """A case that `where` knows and intake does not."""

    code: str
    where: str
    since: datetime


class CaseReader:
    """Reads `<prefix>intake`, `routing`, `notify`, `publish` and `reporting`. Changes nothing."""

    def __init__(self, client: MongoClient[Document], prefix: str) -> None:
        def database(service: str) -> Database[Document]:
            return client[prefix + service]

        self._intake = database("intake")["cases"]
        self._routing = database("routing")["cases"]
        self._messages = database("notify")["messages"]
        self._publish = database("publish")["cases"]
        self._facts = database("reporting")["facts"]

    def days(self) -> tuple[date, date] | None:
        """Return the first and last local day with a case, None where there is none. Codes begin with their day."""
        ends = [next(self._intake.find({}, {"_id": 1}).sort("_id", order).limit(1), None) for order in (1, -1)]
        first, last = ends
        return (_day_of(first["_id"]), _day_of(last["_id"])) if first and last else None

    def cases_of(self, day: date) -> Iterator[Traces]:
        """Yield everything known of each case received on a local day."""
        found = self._intake.find(_codes_of(day), _INTAKE_FIELDS).sort("_id", ASCENDING)
        for batch in _batches(found):
            yield from self._traces({each["_id"]: each for each in batch})

    def strays_of(self, day: date) -> Iterator[Stray]:
        """Yield cases of a local day that routing or reporting know but intake does not."""
        routing = self._routing.find(_codes_of(day), {"submission.received_at": 1})
        yield from self._unknown(routing, "routing", ("submission", "received_at"))
        counted = self._facts.find({**_codes_of(day), "received": {"$exists": True}}, {"received.at": 1})
        yield from self._unknown(counted, "reporting", ("received", "at"))

    def _unknown(self, found: Iterable[Document], where: str, place: tuple[str, str]) -> Iterator[Stray]:
        for batch in _batches(found):
            codes = [each["_id"] for each in batch]
            known = {each["_id"] for each in self._intake.find({"_id": {"$in": codes}}, {"_id": 1})}
            for each in batch:
                if each["_id"] not in known:
                    yield Stray(each["_id"], where, _moment(each[place[0]][place[1]]))

    def _traces(self, intake: Mapping[str, Document]) -> Iterator[Traces]:
        among = {"_id": {"$in": list(intake)}}
        routing = _by_id(self._routing.find(among, _ROUTING_FIELDS))
        publish = _by_id(self._publish.find({**among, "answered_at": {"$exists": True}}, {"state": 1}))
        facts = _by_id(self._facts.find(among, _FACT_FIELDS))
        messages = self._messages_of(list(intake))
        for code, case in intake.items():
            routed = routing.get(code)
            fact = facts.get(code, {})
            yield Traces(
                code=code,
                received_at=_moment(case["received_at"]),
                has_email=_has_email(case),
                from_chat=case["channel"] in CHATS,
                unsent=_unsent(case) | _unsent(routed or {}),
                routed=_routed(routed) if routed else None,
                messages=messages.get(code, {}),
                publication=publish.get(code, {}).get("state"),
                counted_received="received" in fact,
                counted_answered="answered" in fact,
            )

    def _messages_of(self, codes: list[str]) -> dict[str, dict[str, list[str]]]:
        """Return one state per event: of the message that took the last route, and a person's repetition aside."""
        last: dict[tuple[str, str, str], str] = {}
        fields = {"code": 1, "type": 1, "event": 1, "state": 1}
        for each in self._messages.find({"code": {"$in": codes}}, fields).sort("_id", ASCENDING):
            place = (each["code"], each["type"], each["event"])
            last[place] = min(last.get(place, REPLACED), each["state"], key=_by_certainty)
        found: dict[str, dict[str, list[str]]] = {}
        for (code, type_, _), state in last.items():
            found.setdefault(code, {}).setdefault(type_, []).append(state)
        return found


def local_today(now: datetime) -> date:
    """Return the local day of an aware moment."""
    return now.astimezone(LOCAL).date()


def _codes_of(day: date) -> Document:
    """A code begins with the local day of receipt, yymmdd: a range of keys finds a day without another index."""
    return {"_id": {"$gte": f"{day:%y%m%d}", "$lt": f"{day + timedelta(days=1):%y%m%d}"}}


def _day_of(code: str) -> date:
    return datetime.strptime(code[:6], "%y%m%d").replace(tzinfo=LOCAL).date()


def _batches(found: Iterable[Document]) -> Iterator[list[Document]]:
    cursor = iter(found)
    while batch := list(islice(cursor, BATCH)):
        yield batch


def _by_id(found: Iterable[Document]) -> dict[str, Document]:
    return {each["_id"]: each for each in found}


def _by_certainty(state: str) -> int:
    return CERTAINTY.index(state) if state in CERTAINTY else len(CERTAINTY)


def _has_email(case: Document) -> bool:
    contact = case.get("data", {}).get("contact") or {}
    return bool(contact.get("email"))


def _unsent(document: Document) -> frozenset[str]:
    return frozenset(each["type"] for each in document.get("outbox", ()))


def _routed(document: Document) -> Routed:
    parts = {each["number"] for each in document.get("assignments", ()) if each.get("role", LEAD) != LEAD}
    leads = [each for each in document["history"] if each.get("assignment") not in parts]
    taken_back = _moments(leads, WITHDRAWALS)
    return Routed(
        document["state"],
        _moments(leads, HANDS_OVER),
        _moments(leads, ANSWERS),
        taken_back[0] if taken_back else None,
    )


def _moments(history: Iterable[Document], what: frozenset[str]) -> list[datetime]:
    return [_moment(each["at"]) for each in history if each["did"] in what]


def _moment(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)
