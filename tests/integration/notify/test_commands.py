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


def test_messages_are_listed_by_case_and_channel(hotline, ledger: MongoLedger) -> None:  # type: ignore[no-untyped-def]
    ledger.claim_new([replace(MESSAGE, key="2611230000017:e2", code="2611230000017", channel="sms")])
    assert "2611230000017:e2" in hotline("list", "--channel", "sms").output
    assert MESSAGE.key not in hotline("list", "--channel", "sms").output
    assert "2611230000017:e2" not in hotline("list", "--code", MESSAGE.code).output


def test_a_message_is_shown_with_its_history(hotline, ledger: MongoLedger) -> None:  # type: ignore[no-untyped-def]
    ledger.claim_new([replace(MESSAGE, key="k", reports={"seen": MESSAGE.created_at})])
    output = hotline("show", "k").output
    assert "uncertain" in output
    assert "no answer after DATA" in output
    assert "reported seen: 2026-11-24T02:12:00+00:00" in output


def test_a_person_has_a_message_sent_once_more(hotline, ledger: MongoLedger) -> None:  # type: ignore[no-untyped-def]
    result = hotline("resend", MESSAGE.key, "--dry-run")
    assert f"{MESSAGE.key}:r1" in result.output
    assert ledger.find(f"{MESSAGE.key}:r1") is None
    assert hotline("resend", MESSAGE.key).exit_code == 1, "without an answer nothing happens"
    assert ledger.find(f"{MESSAGE.key}:r1") is None
    assert hotline("resend", MESSAGE.key, "--yes").exit_code == 0
    copy, original = ledger.find(f"{MESSAGE.key}:r1"), ledger.find(MESSAGE.key)
    assert copy and original
    assert (copy.state, copy.text) == (State.DEFERRED, MESSAGE.text)
    assert original.resends == 1
    assert "sent once more" in hotline("show", MESSAGE.key).output


def test_what_cannot_be_sent_once_more_is_refused(hotline) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(hotline("resend", "nothing", "--yes").exception, Rejected)
    assert isinstance(hotline("resend", MESSAGE.key, "--channel", "sms", "--yes").exception, Rejected)
