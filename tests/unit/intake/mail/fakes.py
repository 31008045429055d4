"""Stand-ins for the mailbox's database and server, and mails as citizens' programs write them."""

import threading
from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from services.intake.domain.mail.outcome import PARKED, Outcome, Plan
from services.intake.settings.email import EmailSettings
from services.intake.usecases.mail_ports import MailboxAway, MailRecord, Place, RawMail
from services.intake.usecases.ports import StoredCase
from services.kit.events import Event
from tests.unit.intake.fakes import InMemoryCases
from tests.unit.intake.fakes import settings as common_settings

OWN = "1022@example.org"
TEXT = "Đèn đường hỏng trước số 12 Hùng Vương, phường Pleiku. Ngõ tối, rất dễ ngã."


class InMemoryMails:
    """Keeps records as the database does: one change at a time, one outcome for each mail."""

    def __init__(self) -> None:
        self.records: dict[str, MailRecord] = {}
        self.events: dict[str, list[Event]] = {}
        self.places: dict[Place, str] = {}
        self.ids: dict[str, str] = {}
        self.answered: list[tuple[str, datetime]] = []
        self._lock = threading.Lock()

    def begin(self, key: str, message_id: str, place: Place, now: datetime) -> MailRecord:
        with self._lock:
            record = self.records.get(key) or MailRecord(key=key, starts=0, failures=0)
            self.records[key] = replace(record, starts=record.starts + 1)
            self.places[place] = key
            self.ids[message_id] = key
            return self.records[key]

    def give_back(self, key: str) -> None:
        self.records[key] = replace(self.records[key], starts=self.records[key].starts - 1)

    def failed(self, key: str, reason: str) -> int:
        self.records[key] = replace(self.records[key], failures=self.records[key].failures + 1)
        return self.records[key].failures

    def plan(self, key: str, plan: Plan) -> Plan:
        with self._lock:
            stored = self.records[key].plan or plan
            self.records[key] = replace(self.records[key], plan=stored)
            return stored

    def settle(self, key: str, outcome: Outcome, now: datetime, events: Iterable[Event] = (), writer: str = "") -> bool:
        with self._lock:
            if self.records[key].outcome:
                return False
            self.records[key] = replace(self.records[key], outcome=outcome)
            self.events[key] = list(events)
            self.answered += [(writer, now)] if writer else []
            return True

    def settled(self, places: Collection[Place]) -> dict[Place, Outcome]:
        known = {place: self.records[self.places[place]].outcome for place in places if place in self.places}
        return {place: outcome for place, outcome in known.items() if outcome}

    def case_of(self, message_ids: Iterable[str]) -> str | None:
        outcomes = (self.records[self.ids[each]].outcome for each in message_ids if each in self.ids)
        return next((outcome.code for outcome in outcomes if outcome and outcome.code), None)

    def answers(self, writer: str, since: datetime) -> int:
        return sum(each == writer and at >= since for each, at in self.answered)

    def parked(self) -> int:
        return sum(bool(each.outcome and each.outcome.kind == PARKED) for each in self.records.values())

    def said(self) -> list[Any]:
        """Return the data of all events, in the order of the records."""
        return [event.data for events in self.events.values() for event in events]


class LookedInto:
    """Looks into cases in memory."""

    def __init__(self, cases: InMemoryCases) -> None:
        self._cases = cases

    def find(self, code: str) -> StoredCase | None:
        return self._cases.stored.get(code)

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        return self._cases.find_by_key(channel, client_key)


class ScriptedMailbox:
    """A mailbox in memory, of which `most` mails are seen at a time.

    `away` makes the server go away, `moves` False makes it refuse to move.
    """

    def __init__(self, *raws: bytes) -> None:
        self.validity = 1
        self.inbox = dict(enumerate(raws, 1))
        self.folders: dict[str, list[bytes]] = {}
        self.marked: set[int] = set()
        self.away = False
        self.moves = True
        self.most = 500
        self.opened = self.closed = 0
        self.fetched: list[int] = []

    def open(self) -> None:
        self._answer()
        self.opened += 1

    def waiting(self, later: Collection[Place] = ()) -> list[Place]:
        self._answer()
        found = (Place(self.validity, uid) for uid in self.inbox if uid not in self.marked)
        return [place for place in found if place not in later][: self.most]

    def fetch(self, place: Place) -> RawMail | None:
        self._answer()
        self.fetched.append(place.uid)
        return RawMail(self.inbox[place.uid]) if place.uid in self.inbox else None

    def put_away(self, place: Place, folder: str) -> None:
        self._answer()
        if self.moves:
            self.folders.setdefault(folder, []).append(self.inbox.pop(place.uid))
        else:
            self.marked.add(place.uid)

    def wait(self, seconds: float) -> bool:
        self._answer()
        return False

    def close(self) -> None:
        self.closed += 1

    def _answer(self) -> None:
        if self.away:
            raise MailboxAway("away")


def email_settings(**changes: Any) -> EmailSettings:
    """Return settings for a channel that talks to nobody."""
    common = common_settings()
    whole: dict[str, Any] = {
        **{each.name: getattr(common, each.name) for each in fields(common)},
        "imap_url": "imap://1022%40example.org:secret@localhost/",
        "own": frozenset({OWN}),
        "idle": True,
        "timeout": 1.0,
        "look": 60.0,
        "lease": 30.0,
        "most_bytes": 1_000_000,
        "taken_folder": "taken",
        "ignored_folder": "ignored",
        "broken_folder": "broken",
        "tries": 3,
        "answers_a_day": 3,
        "spam": {},
    }
    return EmailSettings(**{**whole, **changes})


def a_mail(text: str = TEXT, **headers: str) -> bytes:
    """Return a mail; headers are named with _ for -, an empty one is left out."""
    mail = EmailMessage()
    whole = {
        "Message_ID": "<1.test@example.org>",
        "From": "Nguyễn Văn An <an@example.org>",
        "To": OWN,
        "Subject": "Đèn hỏng",
        "Date": "Mon, 30 Nov 2026 10:00:00 +0700",
        **headers,
    }
    for name, value in whole.items():
        if value:
            mail[name.replace("_", "-")] = value
    mail.set_content(text, cte="base64")
    return mail.as_bytes()
