"""What is asked all the time never makes the server read a whole collection."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.intake.adapters.mongo_call_backs import MongoCallBacks
from services.intake.adapters.mongo_callers import MongoCallersCases
from services.intake.adapters.mongo_calls import MongoCalls
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_conversations import MongoConversations
from services.intake.adapters.mongo_counters import MongoCounters
from services.intake.adapters.mongo_inbox import MongoInbox
from services.intake.adapters.mongo_known_cases import MongoKnownCases
from services.intake.adapters.mongo_mails import MongoMails
from services.intake.adapters.mongo_progress import MongoProgress
from services.intake.adapters.mongo_texts import MongoTexts
from services.intake.adapters.named_files import MongoNamedFiles
from services.intake.domain.abuse.limits import LIMITS
from services.intake.domain.abuse.senders import sender
from services.intake.domain.calls.call_back import Missed
from services.intake.domain.calls.signal import Signal
from services.intake.domain.chat.talk import Conversation
from services.intake.domain.mail.outcome import CASE, PARKED, Outcome
from services.intake.usecases.answer_text import HandledText
from services.intake.usecases.mail_ports import Place
from services.intake.usecases.ports import Arrival, StoredCase
from services.kit.events import CaseReceived, Contact
from services.kit.files.gridfs import GridFsFiles
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import MONDAY

pytestmark = pytest.mark.integration

MANY = 300
LATER = MONDAY + timedelta(minutes=1)
AN = "+84905000012"


def arrival(number: int) -> Arrival:
    return Arrival(
        id=f"m{number}", channel="zalo", thread=f"t{number % 50}", sent_at=MONDAY, received_at=MONDAY, body=b"{}"
    )


def case(number: int) -> StoredCase:
    data = CaseReceived(
        code=f"26113000{number:05d}",
        channel="hotline",
        received_at=MONDAY,
        title="Đèn",
        text="Đèn hỏng.",
        category="lamp",
        contact=Contact(phone=f"+8490500{number:04d}"),
    )
    return StoredCase(data=data, client_key=f"c-{number}/1", fingerprint="f", looked_at_from=MONDAY)


def signal(number: int) -> Signal:
    return Signal(vendor="generic", call=f"c-{number}", kind="ringing", at=MONDAY, number=f"+8490500{number:04d}")


def fill(database: Any) -> None:
    """A little of everything, most of it over and done with."""
    inbox, calls, tasks, mails = (
        MongoInbox(database),
        MongoCalls(database),
        MongoCallBacks(database),
        MongoMails(database),
    )
    inbox.put(arrival(number) for number in range(MANY))
    for number in range(MANY):
        MongoCases(database).add(case(number))
        calls.note(signal(number), "d", MONDAY)
        tasks.owe(
            f"+8490500{number:04d}",
            Missed(call=f"c-{number}", at=MONDAY, disposition="abandoned", after_hours=False),
            MONDAY,
        )
        mails.begin(f"k{number}", f"{number}@example.org", Place(1, number), MONDAY)
        mails.settle(f"k{number}", Outcome(kind=CASE if number else PARKED, code=f"c{number}"), MONDAY, (), "w")
        MongoConversations(database).save(Conversation(channel="zalo", thread=f"t{number}", due_at=LATER), None, MONDAY)
        text = HandledText(id=f"x{number}", sender=f"s{number}", result="help", handled_at=MONDAY)
        MongoTexts(database).keep(text, None)
    for number in range(10, MANY):
        (inbox.done if number % 2 else _park(inbox))(arrival(number), MONDAY)
    MongoNamedFiles(database).prepare()
    MongoCallersCases(database).prepare()
    GridFsFiles(database).prepare()
    MongoCounters(database, "k").count([sender("zalo", "1")], LIMITS, MONDAY)


def _park(inbox: MongoInbox) -> Callable[..., None]:
    return lambda each, now: inbox.park(each, "ValueError", now)


def settle_a_message(database: Any) -> None:
    inbox = MongoInbox(database)
    (first, *_) = inbox.claim("zalo", LATER, LATER + timedelta(seconds=30))
    inbox.postpone(first, "Retryable", LATER)
    inbox.done(replace(first), LATER)
    inbox.release("zalo", first.thread)


ASKED: dict[str, Callable[[Any], Any]] = {
    "a message is claimed, postponed and done": settle_a_message,
    "how much waits in the inbox": lambda db: MongoInbox(db).backlog("zalo"),
    "what is put aside": lambda db: MongoInbox(db).parked(None, 10),
    "a message put aside is tried again": lambda db: MongoInbox(db).retry("no such id", LATER),
    "silent conversations": lambda db: MongoConversations(db).silent("zalo", LATER, 10),
    "a conversation": lambda db: MongoConversations(db).find("zalo", "t1"),
    "a call that is due": lambda db: MongoCalls(db).take_due(LATER, LATER),
    "current calls": lambda db: MongoCalls(db).current(MONDAY, "101", 10),
    "calls of a number": lambda db: MongoCalls(db).of_number("+84905000012", 10),
    "whether a caller came through": lambda db: MongoCalls(db).answered_after(AN, MONDAY),
    "call-backs that are due": lambda db: MongoCallBacks(db).open(LATER, 10),
    "call-backs of a number": lambda db: MongoCallBacks(db).open_for(AN),
    "a call-back is owed": lambda db: MongoCallBacks(db).owe(
        AN, Missed(call="new", at=LATER, disposition="busy", after_hours=False), LATER
    ),
    "who called again": lambda db: MongoCallBacks(db).called_again(AN, LATER),
    "cases of a number": lambda db: MongoCallersCases(db).by_phone(AN, 10),
    "cases of a call": lambda db: MongoCallersCases(db).filed_for("c-1", "generic:c-1"),
    "a case by its key": lambda db: MongoCases(db).find_by_key("hotline", "c-1/1"),
    "how far cases are": lambda db: MongoProgress(db).find_many([f"26113000{number:05d}" for number in range(200)]),
    "newest cases": lambda db: list(MongoKnownCases(db).newest({"lamp"}, MONDAY, LATER)),
    "settled mails": lambda db: MongoMails(db).settled([Place(1, number) for number in range(100)]),
    "the case of a mail": lambda db: MongoMails(db).case_of(["7@example.org", "8@example.org"]),
    "answers to a writer": lambda db: MongoMails(db).answers("w", MONDAY),
    "parked mails": lambda db: MongoMails(db).parked(),
    "texts of a sender": lambda db: MongoTexts(db).count("s1", {"help"}, MONDAY),
    "files nobody named": lambda db: GridFsFiles(db).overdue(LATER, 10),
    "who names files": lambda db: MongoNamedFiles(db).named(["a", "b"]) | MongoNamedFiles(db).awaited(["a", "b"]),
    "counts of a sender": lambda db: MongoCounters(db, "k").count([sender("zalo", "1")], LIMITS, LATER),
}


def test_no_lookup_reads_a_whole_collection(mongo: Mongo) -> None:
    database = mongo.database("intake")
    fill(database)
    scans = {name: seen for name, ask in ASKED.items() if (seen := scanned(database, ask))}
    assert scans == {}


def scanned(database: Any, ask: Callable[[Any], Any]) -> list[str]:
    """Return the collections that the server read from end to end."""
    database.command("profile", 0)
    database["system.profile"].drop()
    database.command("profile", 2)
    try:
        ask(database)
    finally:
        database.command("profile", 0)
    return sorted({each["ns"] for each in database["system.profile"].find({"planSummary": {"$regex": "COLLSCAN"}})})
