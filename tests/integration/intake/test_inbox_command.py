"""`hotline inbox` on a real database."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from services.intake.adapters.mongo_inbox import MongoInbox
from services.intake.commands.inbox import inbox
from services.intake.usecases.settle_parked import id_of
from services.kit.failures import Rejected
from tests.contract.intake.inbox_contract import LATER, NOW, arrival
from tests.servers.mongo import Mongo

pytestmark = pytest.mark.integration

CITIZEN = "24681357902468135"
ID = id_of("facebook", f"delivery:{CITIZEN}:1")
Run = Callable[..., Result]


@pytest.fixture
def kept(mongo: Mongo) -> MongoInbox:
    """One event of a citizen, put aside."""
    kept = MongoInbox(mongo.database("intake"))
    kept.put([arrival(f"delivery:{CITIZEN}:1", channel="facebook", thread=CITIZEN, body=b"Pleiku, 0905 000 012")])
    (claimed,) = kept.claim("facebook", NOW, LATER)
    kept.park(claimed, "ValueError", NOW)
    kept.release("facebook", CITIZEN)
    return kept


@pytest.fixture
def hotline(kept: MongoInbox, mongo: Mongo) -> Run:
    def run(*arguments: str, **more: str) -> Result:
        env = {**mongo.environment(), "AMQP_URI": "amqp://nowhere.test"}
        return CliRunner().invoke(inbox, list(arguments), env=env, **more)  # type: ignore[arg-type]

    return run


def test_what_is_put_aside_is_listed_and_nobody_is_named(hotline: Run) -> None:
    shown = hotline("parked")
    assert shown.exit_code == 0
    assert shown.output.splitlines()[1].split() == [ID, "facebook", "ValueError", "2026-11-30", "03:00Z", "1"]
    assert (CITIZEN in shown.output, "Pleiku" in shown.output) == (False, False)
    assert ID in hotline("parked", "--channel", "facebook").output
    assert ID not in hotline("parked", "--channel", "zalo").output


def test_one_is_put_back_to_work(hotline: Run, kept: MongoInbox) -> None:
    assert hotline("retry", ID).exit_code == 0
    assert (kept.backlog("facebook").waiting, kept.backlog("facebook").parked) == (1, 0)


def test_one_is_dropped_when_that_is_meant(hotline: Run, kept: MongoInbox) -> None:
    assert hotline("drop", ID, input="n\n").exit_code == 1
    assert kept.backlog("facebook").parked == 1
    assert hotline("drop", ID, "--yes").exit_code == 0
    assert (kept.backlog("facebook").waiting, kept.backlog("facebook").parked) == (0, 0)


@pytest.mark.parametrize("command", [["retry", "0000"], ["drop", "0000", "--yes"]])
def test_what_is_not_put_aside_is_said(hotline: Run, command: list[str]) -> None:
    refused = hotline(*command).exception
    assert isinstance(refused, Rejected)
    assert refused.slug == "unknown-parked-message"
