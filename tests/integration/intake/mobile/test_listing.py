"""What a listing costs the database."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

import pytest

from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_known_cases import BATCH, MongoKnownCases
from services.intake.usecases.ports import StoredCase
from services.kit.events import CaseReceived
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import MONDAY

pytestmark = pytest.mark.integration
MANY = 3 * BATCH


def case(number: int) -> StoredCase:
    data = CaseReceived(
        code=f"26113000{number:05d}",
        channel="web",
        received_at=MONDAY + timedelta(seconds=number),
        title="Đèn",
        text="Đèn hỏng.",
        category="lamp" if number % 2 else "road",
        private=number % 3 == 0,
    )
    return StoredCase(data=data, client_key=f"k-{number}", fingerprint="f", looked_at_from=MONDAY)


@pytest.mark.parametrize("categories", [{"lamp", "road"}, {"lamp"}])
def test_who_stops_early_has_made_the_server_read_no_more(mongo: Mongo, categories: set[str]) -> None:
    database = mongo.database("intake")
    for number in range(MANY):
        MongoCases(database).add(case(number))
    for number in range(BATCH):  # newer, of a category nobody asks for
        late = case(MANY + number)
        MongoCases(database).add(replace(late, data=replace(late.data, category="water")))
    known, span = MongoKnownCases(database), (MONDAY, MONDAY + timedelta(days=1))
    next(known.newest(categories, *span))  # creates the index
    database.command("profile", 2)
    found = list(islice(known.newest(categories, *span), 10))
    database.command("profile", 0)
    assert found == sorted(found, key=lambda each: each.data.received_at, reverse=True)
    assert read(database) <= BATCH


def read(database: Any) -> int:
    """Return how many cases the server has looked at."""
    return sum(
        each.get("docsExamined", 0) for each in database["system.profile"].find({"ns": database["cases"].full_name})
    )
