"""Calls and call-backs on a real replica set: any order, any repetition, any number of writers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake.adapters.mongo_call_backs import MongoCallBacks
from services.intake.adapters.mongo_callers import MongoCallersCases
from services.intake.adapters.mongo_calls import MongoCalls, MongoUnreadCalls
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.domain.calls.call_back import Attempt, Missed
from services.intake.domain.calls.outcome import outcome
from services.intake.domain.calls.signal import Signal
from services.intake.usecases.call_ports import UnreadCall
from services.intake.usecases.ports import StoredCase
from services.intake.usecases.settle_calls import ended_event
from services.kit.events import CaseReceived, Contact, decode
from tests.servers.mongo import Mongo
from tests.unit.intake.calls.call_fakes import InMemoryCalls
from tests.unit.intake.calls.signals import AN, HISTORIES, at, signal
from tests.unit.intake.fakes import MONDAY

pytestmark = pytest.mark.integration
some = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def database(mongo: Mongo) -> Any:
    return mongo.database("intake")


def noted(log: Any, history: list[Signal]) -> Any:
    for number, each in enumerate(history):
        log.note(each, str(number), each.at)
    return log.find("generic:c-1")


def missed(call: str, minutes: float) -> Missed:
    return Missed(call=call, at=at(minutes * 60), disposition="abandoned", after_hours=False)


@some
@given(HISTORIES.flatmap(lambda each: st.tuples(st.just(each), st.permutations(each + each))))
def test_any_order_ends_in_one_record_and_it_is_the_one_of_memory(
    shared_mongo: Mongo, told: tuple[list[Signal], list[Signal]]
) -> None:
    database = shared_mongo.database("intake")
    ends = []
    for history in told:
        database["calls"].delete_many({})
        ends.append(noted(MongoCalls(database), history))
    assert ends[0] == ends[1] == noted(InMemoryCalls(), told[0])


def test_signals_of_one_call_at_once_are_all_kept(database: Any) -> None:
    kinds = ["ringing", "answered", "hangup", "voicemail", "abandoned"] * 4
    with ThreadPoolExecutor(10) as threads:
        new = list(threads.map(lambda each: MongoCalls(database).note(signal(each), each, MONDAY), kinds))
    assert sum(new) == 5
    assert len(database["calls"].find_one()["deliveries"]) == 5


def test_a_call_is_ended_once_with_its_event(database: Any) -> None:
    calls = MongoCalls(database)
    call = noted(calls, [signal("hangup", 5)])
    event = ended_event(call, outcome(call, after_hours=False))
    with ThreadPoolExecutor(6) as threads:
        ended = list(threads.map(lambda _: calls.end(call, event), range(6)))
    assert sum(ended) == 1
    (entry,) = database["calls"].find_one()["outbox"]
    assert (entry["key"], decode(entry["body"]).data.disposition) == ("call.ended.hotline", "abandoned")
    assert AN.encode() not in entry["body"]
    assert calls.current(MONDAY, None, 9) == []


def test_a_due_call_is_taken_by_one_and_a_signal_meanwhile_has_it_looked_at_again(database: Any) -> None:
    calls, later = MongoCalls(database), MONDAY + timedelta(minutes=1)
    calls.note(signal("ringing"), "1", MONDAY)
    taken = calls.take_due(MONDAY, later)
    assert taken is not None
    assert calls.take_due(MONDAY, later) is None
    calls.note(signal("hangup", 5), "2", MONDAY)
    calls.looked_at(taken, later, None)
    assert calls.take_due(MONDAY, later) is not None


def test_calls_are_found_by_any_name_and_by_number(database: Any) -> None:
    calls = MongoCalls(database)
    calls.note(signal("ringing"), "1", MONDAY)
    calls.note(signal("answered", 300, call="c-2", extension="101"), "2", MONDAY)
    calls.link("generic:c-1", ["2611304829175"])
    calls.link("generic:c-1", ["2611304829175"])
    assert calls.find_by_call("c-1") == calls.find_by_call("generic:c-1") == calls.find("generic:c-1")
    assert [(each.id, each.cases) for each in calls.of_number(AN, 9)] == [
        ("generic:c-2", ()),
        ("generic:c-1", ("2611304829175",)),
    ]
    assert [each.call for each in calls.current(MONDAY, "101", 9)] == ["c-2"]
    assert calls.answered_after(AN, MONDAY)
    assert not calls.answered_after(AN, at(301))


def test_a_number_has_one_task_for_two_hours_however_many_calls_come_at_once(database: Any) -> None:
    def owe(number: int) -> bool:
        return MongoCallBacks(database).owe(AN, missed(f"c-{number % 8}", number % 8), MONDAY)

    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(owe, range(24)))
    (task,) = MongoCallBacks(database).open_for(AN)
    assert sum(opened) == 1
    assert sorted(each.call for each in task.calls) == [f"c-{number}" for number in range(8)]
    assert task.first_at == MONDAY


def test_after_two_hours_or_when_it_is_done_the_next_call_is_another_task(database: Any) -> None:
    tasks = MongoCallBacks(database)
    assert [tasks.owe(AN, missed(f"c-{minutes}", minutes), MONDAY) for minutes in (0, 119, 120, 130)] == [
        True,
        False,
        True,
        False,
    ]
    first, second = tasks.open(None, 9)
    assert (len(first.calls), len(second.calls)) == (2, 2)
    assert tasks.claim(second.id, "truc-01", MONDAY, at(900))
    assert tasks.close(second.id, "reached", "truc-01", MONDAY, None)
    assert tasks.owe(AN, missed("c-140", 140), MONDAY)


def test_one_of_many_operators_gets_the_task(database: Any) -> None:
    tasks = MongoCallBacks(database)
    tasks.owe(AN, missed("c-1", 0), MONDAY)
    (task,) = tasks.open(MONDAY, 9)
    with ThreadPoolExecutor(8) as threads:
        got = list(threads.map(lambda n: tasks.claim(task.id, f"truc-{n}", MONDAY, at(900)), range(8)))
    assert sum(got) == 1


def test_attempts_are_counted_in_order_and_the_last_closes(database: Any) -> None:
    tasks = MongoCallBacks(database)
    tasks.owe(AN, missed("c-1", 0), MONDAY)
    (task,) = tasks.open(None, 9)

    def attempt(number: int, *, last: bool = False) -> bool:
        tasks.claim(task.id, "truc-01", MONDAY, at(900))
        made = Attempt(number=number, at=MONDAY, by="truc-01", outcome="busy")
        return tasks.attempted(task.id, made, at(1800), last=last)

    assert [attempt(1), attempt(1), attempt(3), attempt(2), attempt(3, last=True)] == [True, False, False, True, True]
    closed = tasks.find(task.id)
    assert closed is not None
    assert (closed.state, closed.closing, len(closed.attempts)) == ("closed", "unreachable", 3)


def test_an_answered_call_closes_what_began_before_it(database: Any) -> None:
    tasks = MongoCallBacks(database)
    tasks.owe(AN, missed("c-1", 0), MONDAY)
    assert tasks.called_again(AN, at(-1)) == 0
    assert tasks.called_again(AN, at(60)) == 1
    assert tasks.open(None, 9) == []


def test_cases_are_found_by_number_and_by_call(database: Any) -> None:
    stored = MongoCases(database)
    for number, (key, phone) in enumerate([("c.1/1", AN), ("c.1/voicemail", None), ("cx1/1", AN), ("c.1/1/1", None)]):
        data = CaseReceived(
            code=f"261130000000{number}",
            channel="hotline",
            received_at=at(number),
            title=f"Đèn {number}",
            text="Đèn hỏng.",
            category=None,
            contact=Contact(phone=phone) if phone else None,
        )
        stored.add(StoredCase(data=data, client_key=key, fingerprint="f", looked_at_from=MONDAY))
    callers = MongoCallersCases(database)
    assert [each.title for each in callers.by_phone(AN, 9)] == ["Đèn 2", "Đèn 0"]
    assert callers.filed_for("c.1", "generic:c.1") == ["2611300000000", "2611300000001"]
    assert callers.filed_under("c.1/voicemail") == ["2611300000001"]
    plan = database["cases"].find({"data.contact.phone": {"$eq": AN, "$type": "string"}}).explain()
    assert "contact_phone" in str(plan["queryPlanner"]["winningPlan"])


def test_what_could_not_be_read_is_kept_once_until_it_is_forgotten(database: Any) -> None:
    unread = MongoUnreadCalls(database)
    one = UnreadCall(vendor="zorio", delivery="d-1", reason="unknown-event", body=b"{}", received_at=MONDAY)
    unread.keep(one)
    unread.keep(one)
    assert unread.some(9) == [one]
    unread.forget(one)
    assert unread.some(9) == []


def test_calls_of_the_day_are_those_of_memory(database: Any) -> None:
    stored, memory = MongoCalls(database), InMemoryCalls()
    for number, (call, kind) in enumerate([("a", "ringing"), ("b", "voicemail"), ("c", "ringing"), ("c", "voicemail")]):
        for log in (stored, memory):
            log.note(signal(kind, number * 60, call=call), str(number), at(number))
    for since in (0, 30, 90):
        for messages in (False, True):
            found = [log.recent(at(since), 9, messages=messages) for log in (stored, memory)]
            assert [each.id for each in found[0]] == [each.id for each in found[1]]
    assert [each.call for each in stored.recent(at(0), 9, messages=True)] == ["c", "b"]
