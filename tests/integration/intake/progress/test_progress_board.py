"""How far a case is, on a real replica set: any order and any repetition of the events ends the same."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ulid import ULID

from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_progress import MongoProgress
from services.intake.usecases.follow_progress import FollowProgress
from services.intake.usecases.ports import Progress, StoredCase
from services.kit.events import CaseReceived
from tests.servers.mongo import Mongo
from tests.unit.intake.calls import histories
from tests.unit.intake.fakes import MONDAY

pytestmark = pytest.mark.integration
some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

CODE = "2611304829175"


@pytest.fixture
def board(shared_mongo: Mongo) -> MongoProgress:
    return MongoProgress(shared_mongo.database("intake"))


def file_case(database: Any, code: str = CODE) -> str:
    """File a case; twice is no matter."""
    data = CaseReceived(code=code, channel="web", received_at=MONDAY, title="Đèn", text="Đèn hỏng.", category=None)
    if database["cases"].find_one({"_id": code}) is None:
        MongoCases(database).add(StoredCase(data=data, client_key=str(ULID()), fingerprint="f", looked_at_from=MONDAY))
    return code


def test_a_case_without_events_is_received(shared_mongo: Mongo, board: MongoProgress) -> None:
    code = file_case(shared_mongo.database("intake"), "2611300000013")
    assert board.find(code) == Progress(code=code, status="received", changed_at=MONDAY)


def test_no_case_has_no_progress(board: MongoProgress) -> None:
    FollowProgress(board)([histories.routed("2611309999999", 1, 1)])
    assert board.find("2611309999999") is None
    assert board.find_many(["2611309999999", "2611300000000"]) == {}


def test_many_cases_are_found_at_once(shared_mongo: Mongo, board: MongoProgress) -> None:
    codes = [file_case(shared_mongo.database("intake"), f"261130100000{number}") for number in range(3)]
    FollowProgress(board)([histories.routed(codes[1], 1, 1)])
    found = board.find_many([*codes, "khong-co"])
    assert [found[code].status for code in codes] == ["received", "routed", "received"]


def test_an_answered_case_says_who_answered_and_when(shared_mongo: Mongo, board: MongoProgress) -> None:
    code = file_case(shared_mongo.database("intake"), "2611302000007")
    FollowProgress(board)([histories.routed(code, 1, 1), histories.answered(code, 1, 5), histories.published(code, 6)])
    assert board.find(code) == Progress(
        code=code,
        status="answered",
        changed_at=MONDAY + timedelta(minutes=6),
        agency="co-quan-1",
        agency_name="Cơ quan 1",
        due_at=histories.DUE,
        answered_at=MONDAY + timedelta(minutes=5),
        outcome="fixed",
        published=True,
    )


@some
@given(histories.HISTORIES.flatmap(lambda each: st.tuples(st.just(each), st.permutations(each + each))))
def test_any_order_and_any_repetition_end_the_same(shared_mongo: Mongo, told: tuple[list[Any], list[Any]]) -> None:
    database = shared_mongo.database("intake")
    file_case(database)
    ends = []
    for history in told:
        database["progress"].delete_many({})
        board = MongoProgress(database)
        follow = FollowProgress(board)
        middle = len(history) // 2
        follow([histories.event(CODE, step) for step in history[:middle]])
        follow([histories.event(CODE, step) for step in history[middle:]])
        ends.append((board.find(CODE), database["progress"].find_one({"_id": CODE})))
    assert ends[0] == ends[1]


@some
@given(histories.HISTORIES.filter(len))
def test_what_the_server_keeps_is_what_memory_keeps(shared_mongo: Mongo, history: list[Any]) -> None:
    database = shared_mongo.database("intake")
    database["progress"].delete_many({})
    memory = histories.InMemoryFacts()
    for log in (MongoProgress(database), memory):
        FollowProgress(log)([histories.event(CODE, step) for step in history])
    stored = database["progress"].find_one({"_id": CODE}) or {}
    stored.pop("_id", None)
    assert stored == memory.facts.get(CODE, {})
