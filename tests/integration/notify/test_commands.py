"""`hotline messages` on a real database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner, Result

from services.kit.failures import Rejected
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.commands.messages import messages
from services.notify.domain.message import State
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import a_message

pytestmark = pytest.mark.integration

MESSAGE = replace(a_message(), state=State.UNCERTAIN, reason="no answer after DATA")


@pytest.fixture
def ledger(mongo: Mongo) -> MongoLedger:
    ledger = MongoLedger(mongo.database("notify"))
    ledger.claim_new([MESSAGE])
    return ledger


@pytest.fixture
def hotline(ledger: MongoLedger, mongo: Mongo) -> object:
    def run(*arguments: str) -> Result:
        env = {**mongo.environment(), "AMQP_URI": "amqp://nowhere.test"}
        return CliRunner().invoke(messages, list(arguments), env=env)

    return run


def test_uncertain_messages_are_listed_without_personal_data(hotline) -> None:  # type: ignore[no-untyped-def]
    result = hotline("list", "--state", "uncertain")
    assert result.exit_code == 0
    assert MESSAGE.key in result.output
    assert "no answer after DATA" in result.output
    assert "@" not in result.output
    assert MESSAGE.key not in hotline("list", "--state", "sent").output


def test_a_message_is_shown_and_its_words_only_on_demand(hotline) -> None:  # type: ignore[no-untyped-def]
    assert "an@example.org" not in hotline("show", MESSAGE.key).output
    assert "Nguyễn Văn An" in hotline("show", MESSAGE.key, "--full").output


@pytest.mark.parametrize(("verdict", "state"), [("--sent", State.SENT), ("--resend", State.DEFERRED)])
def test_a_person_settles_a_message(hotline, ledger: MongoLedger, verdict: str, state: State) -> None:  # type: ignore[no-untyped-def]
    result = hotline("settle", MESSAGE.key, verdict)
    assert result.exit_code == 0, result.output
    found = ledger.find(MESSAGE.key)
    assert found and found.state is state


def test_settling_needs_a_verdict_and_a_message(hotline) -> None:  # type: ignore[no-untyped-def]
    assert hotline("settle", MESSAGE.key).exit_code == 2
    assert isinstance(hotline("settle", "nothing", "--sent").exception, Rejected)
