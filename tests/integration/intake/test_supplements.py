"""What citizens add to their cases, on a real replica set: stored once, numbered, with its event."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from services.intake.adapters.mongo_cases import MOST_SUPPLEMENTS, MongoCases
from services.intake.usecases.ports import StoredCase
from services.intake.usecases.supplement_case import CaseSupplementer, SupplementCase
from services.kit.clock import FixedClock
from services.kit.events import CaseReceived, CaseSupplemented, decode
from services.kit.failures import Rejected
from tests.servers.mongo import Mongo

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
CODE = "2611304829175"


@pytest.fixture
def database(mongo: Mongo) -> Any:
    database = mongo.database("intake")
    data = CaseReceived(
        code=CODE, channel="web", received_at=NOW, title="Đèn hỏng", text="Đèn đường hỏng.", category=None
    )
    MongoCases(database).add(StoredCase(data=data, client_key="k", fingerprint="f", looked_at_from=NOW))
    return database


@pytest.fixture
def supplementer(database: Any) -> CaseSupplementer:
    return CaseSupplementer(MongoCases(database), FixedClock(NOW))


def addition(key: str, text: str = "Đèn bên cạnh cũng hỏng.") -> SupplementCase:
    return SupplementCase(code=CODE, channel="zalo", client_key=key, text=text)


def told(database: Any) -> list[CaseSupplemented]:
    events = (decode(entry["body"]) for entry in database["cases"].find_one({"_id": CODE})["outbox"])
    return [event.data for event in events if isinstance(event.data, CaseSupplemented)]


def test_an_addition_is_stored_with_its_event(database: Any, supplementer: CaseSupplementer) -> None:
    assert supplementer.add(addition("m1")).number == 1
    (event,) = told(database)
    assert (event.code, event.number, event.channel, event.text) == (CODE, 1, "zalo", "Đèn bên cạnh cũng hỏng.")


def test_the_same_message_again_is_one_addition(database: Any, supplementer: CaseSupplementer) -> None:
    assert supplementer.add(addition("m1")) == supplementer.add(addition("m1"))
    assert len(told(database)) == 1


def test_many_at_once_are_all_stored_once_and_numbered(database: Any, supplementer: CaseSupplementer) -> None:
    keys = [f"m{place % 6}" for place in range(12)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda key: supplementer.add(addition(key)), keys))
    assert sorted(event.number for event in told(database)) == [1, 2, 3, 4, 5, 6]


def test_a_case_cannot_be_flooded(database: Any, supplementer: CaseSupplementer) -> None:
    for place in range(MOST_SUPPLEMENTS):
        supplementer.add(addition(f"m{place}"))
    with pytest.raises(Rejected, match="too-many-additions"):
        supplementer.add(addition("one more"))


@pytest.mark.parametrize(
    ("command", "slug"),
    [
        (addition("m1", text=" \n "), "nothing-to-add"),
        (addition("m1", text="đ" * 10_001), "text-too-long"),
        (SupplementCase(code="2611304829999", channel="zalo", client_key="m1", text="Thêm."), "unknown-case"),
    ],
)
def test_what_cannot_be_added_is_refused(supplementer: CaseSupplementer, command: SupplementCase, slug: str) -> None:
    with pytest.raises(Rejected, match=slug):
        supplementer.add(command)
