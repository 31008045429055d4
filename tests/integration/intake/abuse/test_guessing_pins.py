"""Guesses that are made all at once are counted like those that are made one after the other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from services.intake.adapters.mongo_counters import MongoCounters
from services.intake.usecases.ports import StoredCase
from services.intake.usecases.prove_ownership import WRONG_TRIES, ProveOwnership
from services.kit.clock import FixedClock
from services.kit.events import CaseReceived
from services.kit.failures import Rejected
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import MONDAY

pytestmark = pytest.mark.integration

AT_ONCE = 40
PIN = "0012"


def case() -> StoredCase:
    data = CaseReceived(
        code="2611304829176", channel="web", received_at=MONDAY, title="Đèn", text="Đèn hỏng.", category=None, pin=PIN
    )
    return StoredCase(data=data, client_key="k", fingerprint="f", looked_at_from=MONDAY)


def test_a_burst_of_guesses_learns_no_more_than_ten(mongo: Mongo) -> None:
    ownership = ProveOwnership(MongoCounters(mongo.database("intake"), "key"), FixedClock(MONDAY))
    ownership.by_pin(case(), "9999", "somebody")
    together = Barrier(AT_ONCE)

    def guess(number: int) -> bool:
        together.wait()
        try:
            ownership.by_pin(case(), f"{1000 + number}", f"guesser-{number}")
        except Rejected:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(guess, range(AT_ONCE))) < WRONG_TRIES["case"].most


def test_who_knows_the_digits_may_ask_as_often_as_they_like(mongo: Mongo) -> None:
    ownership = ProveOwnership(MongoCounters(mongo.database("intake"), "key"), FixedClock(MONDAY))
    assert all(ownership.by_pin(case(), PIN, "an") for _ in range(3 * WRONG_TRIES["guesser"].most))
