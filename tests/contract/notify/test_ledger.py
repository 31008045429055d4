"""One suite for every ledger: in memory, which the use cases' tests rely on, and in MongoDB."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from services.kit.events import decode
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.domain.change import Change, after, delivered, to_send_again
from services.notify.domain.message import CHANNELS, Message, State
from services.notify.domain.outcome import Accepted, Deferred, Outcome, Refused, Unknown
from services.notify.domain.patience import Patience
from services.notify.usecases.ports import Ledger
from services.notify.usecases.record_changes import record
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import NOW, a_message
from tests.unit.notify.fakes import MemoryLedger

KEYS = [f"26112300000{n:02}:e:email:x" for n in range(5)]
LATER = NOW + timedelta(hours=1)


def _told_again(ledger: Ledger, key: str) -> Message:
    """What the ledger has under a key, without its history."""
    found = ledger.find(key)
    assert found
    return replace(found, history=())


class LedgerContract:
    """What every ledger promises."""

    @pytest.fixture
    def ledger(self) -> Ledger:
        raise NotImplementedError

    @pytest.fixture
    def told(self, ledger: Any) -> Callable[[], list[Any]]:
        """Return the events that went out with changes."""
        raise NotImplementedError

    def test_only_new_messages_are_won(self, ledger: Ledger) -> None:
        first = [a_message(key) for key in KEYS[:3]]
        assert ledger.claim_new(first) == first
        again = [a_message(key, holder="two") for key in KEYS]
        assert [message.key for message in ledger.claim_new(again)] == KEYS[3:]
        assert _told_again(ledger, KEYS[0]) == first[0]

    def test_what_is_stored_is_what_is_found(self, ledger: Ledger) -> None:
        message = a_message(KEYS[0], text="Đèn đường 💡", recipient_name=None)
        ledger.claim_new([message])
        assert _told_again(ledger, KEYS[0]) == message
        assert ledger.find("nothing") is None

    @pytest.mark.parametrize("outcome", [Accepted("250 q"), Deferred("451"), Unknown("silence"), Refused("550")])
    def test_an_outcome_is_recorded(self, ledger: Ledger, outcome: Outcome) -> None:
        change = self._after(ledger, outcome)
        record(ledger, [change])
        self._holds(ledger, change)

    def test_an_old_claim_changes_nothing_of_a_new_one(self, ledger: Ledger) -> None:
        old = self._after(ledger, Deferred("451"))
        record(ledger, [old])
        ledger.claim_due(LATER, "two", LATER + timedelta(minutes=1), 10, CHANNELS)
        record(ledger, [replace(old, state=State.SENT)])
        found = ledger.find(KEYS[0])
        assert found
        assert (found.state, found.holder) == (State.CLAIMED, "two")

    def test_a_late_sender_may_tell_the_truth_about_its_own_claim(self, ledger: Ledger) -> None:
        change = self._after(ledger, Accepted("250 q"))
        ledger.expire_claims(LATER)
        record(ledger, [change])
        self._holds(ledger, change)

    def test_what_is_sent_stays_sent(self, ledger: Ledger) -> None:
        sent = self._after(ledger, Accepted("250 q"))
        record(ledger, [sent])
        record(ledger, [replace(sent, state=State.DEFERRED), to_send_again(sent.message, "mistake", NOW)])
        self._holds(ledger, sent)

    def test_giving_up_goes_out_with_its_event_once(self, ledger: Ledger, told: Callable[[], list[Any]]) -> None:
        change = self._after(ledger, Refused("550"))
        record(ledger, [change])
        record(ledger, [change])
        event, stands = told()
        assert (event.type, event.data.event, event.data.reason) == ("notification.failed", "e1", "550")
        assert (stands.type, stands.data.state, stands.data.reason) == ("notification.told", "failed", "550")

    def test_only_due_messages_are_claimed_for_retry_and_by_one(self, ledger: Ledger) -> None:
        for minutes, key in enumerate(KEYS[:3]):
            self._deferred(ledger, key, LATER + timedelta(minutes=minutes))
        until = LATER + timedelta(minutes=9)
        won = ledger.claim_due(LATER + timedelta(minutes=1), "two", until, 10, CHANNELS)
        assert sorted(message.key for message in won) == KEYS[:2]
        assert {(m.state, m.holder, m.next_step_at) for m in won} == {(State.CLAIMED, "two", until)}
        assert ledger.claim_due(LATER + timedelta(minutes=1), "three", until, 10, CHANNELS) == []

    def test_a_claim_for_retry_takes_no_more_than_asked(self, ledger: Ledger) -> None:
        for key in KEYS:
            self._deferred(ledger, key, NOW)
        assert len(ledger.claim_due(LATER, "two", LATER, 2, CHANNELS)) == 2

    def test_only_claims_that_have_ended_become_uncertain(self, ledger: Ledger) -> None:
        ledger.claim_new([a_message(KEYS[0], next_step_at=NOW), a_message(KEYS[1], next_step_at=LATER)])
        assert ledger.expire_claims(NOW) == 1
        assert ledger.expire_claims(NOW) == 0
        (uncertain,) = ledger.unsettled(NOW, 10)
        assert (uncertain.key, uncertain.state) == (KEYS[0], State.UNCERTAIN)

    def test_an_uncertain_message_is_settled_once(self, ledger: Ledger) -> None:
        ledger.claim_new([a_message(KEYS[0], next_step_at=NOW)])
        ledger.expire_claims(NOW)
        (uncertain,) = ledger.unsettled(NOW, 10)
        settled = delivered(uncertain, "receipt", NOW)
        record(ledger, [settled])
        record(ledger, [to_send_again(uncertain, "no receipt", NOW)])
        self._holds(ledger, settled)
        assert ledger.unsettled(LATER, 10) == []

    def test_messages_are_found_by_state_and_case_newest_first(self, ledger: Ledger) -> None:
        old, new = a_message(KEYS[0]), a_message(KEYS[1], created_at=LATER, state=State.UNDELIVERABLE)
        ledger.claim_new([old, new])
        assert [m.key for m in ledger.search(state=None, code=None, channel=None, limit=10)] == [new.key, old.key]
        assert [m.key for m in ledger.search(state=State.UNDELIVERABLE, code=None, channel=None, limit=10)] == [new.key]
        assert [m.key for m in ledger.search(state=None, code=old.code, channel=None, limit=10)] == [old.key]
        assert len(ledger.search(state=None, code=None, channel=None, limit=1)) == 1

    def test_what_waits_is_counted(self, ledger: Ledger) -> None:
        record(ledger, [self._after(ledger, Refused("550"))])
        self._deferred(ledger, KEYS[1], LATER)
        assert ledger.count() == {
            State.DEFERRED: 1,
            State.UNCERTAIN: 0,
            State.REPLACED: 0,
            State.UNDELIVERABLE: 1,
        }

    def _after(self, ledger: Ledger, outcome: Outcome) -> Change:
        (message,) = ledger.claim_new([a_message(KEYS[0])])
        return after(message, outcome, NOW, Patience())

    def _deferred(self, ledger: Ledger, key: str, until: datetime) -> None:
        (message,) = ledger.claim_new([a_message(key)])
        record(ledger, [replace(after(message, Deferred("451"), NOW, Patience()), next_step_at=until)])

    def _holds(self, ledger: Ledger, change: Change) -> None:
        found = ledger.find(change.message.key)
        assert found
        assert (found.state, found.attempts, found.next_step_at) == (change.state, change.attempts, change.next_step_at)
        assert (found.reason, found.receipt) == (change.reason, change.receipt)


class TestMemoryLedger(LedgerContract):
    @pytest.fixture
    def ledger(self) -> Ledger:
        return MemoryLedger()

    @pytest.fixture
    def told(self, ledger: Any) -> Callable[[], list[Any]]:
        return lambda: list(ledger.told)


class CutOff:
    """A collection whose connection breaks before or after the server has done what the named method asked."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection
        self.method = ""
        self.done = False

    def __getattr__(self, name: str) -> Any:
        wanted = getattr(self._collection, name)
        if name != self.method:
            return wanted

        def broken(*args: Any, **named: Any) -> Any:
            if self.done:
                wanted(*args, **named)
            raise AutoReconnect("cut off")

        return broken


@pytest.mark.integration
class TestMongoLedger(LedgerContract):
    @pytest.fixture
    def database(self, mongo: Mongo) -> Any:
        return mongo.database("notify")

    @pytest.fixture
    def ledger(self, database: Any) -> MongoLedger:
        ledger = MongoLedger(database)
        ledger.prepare()
        ledger.prepare()
        return ledger

    @pytest.fixture
    def told(self, database: Any) -> Callable[[], list[Any]]:
        return lambda: [
            decode(entry["body"]) for each in database["messages"].find() for entry in each.get("outbox", ())
        ]

    @pytest.fixture
    def line(self, ledger: MongoLedger) -> CutOff:
        line = CutOff(ledger._messages)
        ledger._messages = line  # type: ignore[assignment]
        return line

    @pytest.mark.parametrize("done", [True, False])
    def test_what_a_sender_learnt_survives_an_outage(self, ledger: MongoLedger, line: CutOff, done: bool) -> None:
        change = self._after(ledger, Accepted("250 q"))
        line.method, line.done = "bulk_write", done
        with pytest.raises(AutoReconnect):
            record(ledger, [change])
        line.method = ""
        assert ledger.claim_new([a_message(KEYS[0], holder="two")]) == []
        self._holds(ledger, change)

    @pytest.mark.parametrize("done", [True, False])
    def test_a_claim_an_outage_left_unanswered_is_sent_and_never_uncertain(
        self, ledger: MongoLedger, line: CutOff, done: bool
    ) -> None:
        line.method, line.done = "insert_many", done
        with pytest.raises(AutoReconnect):
            ledger.claim_new([a_message(KEYS[0])])
        line.method = ""
        won = ledger.claim_new([a_message(KEYS[0], holder="two")])
        won += ledger.claim_due(NOW, "three", LATER, 10, CHANNELS)
        assert [message.key for message in won] == [KEYS[0]]
        assert ledger.expire_claims(NOW) == 0

    def test_a_retry_an_outage_left_unanswered_is_free_again(self, ledger: MongoLedger, line: CutOff) -> None:
        self._deferred(ledger, KEYS[0], NOW)
        line.method, line.done = "update_many", True
        with pytest.raises(AutoReconnect):
            ledger.claim_due(NOW, "two", LATER, 10, CHANNELS)
        line.method = ""
        assert [message.key for message in ledger.claim_due(NOW, "three", LATER, 10, CHANNELS)] == [KEYS[0]]

    @pytest.mark.parametrize(
        ("question", "index"),
        [
            ({"state": "deferred", "next_step_at": {"$lte": NOW}}, "next_step"),
            ({"state": "claimed", "next_step_at": {"$lte": NOW}}, "next_step"),
            ({"state": "undeliverable"}, "given_up"),
            ({"code": "2611230000000"}, "code"),
        ],
    )
    def test_the_sweep_reads_indexes_only(
        self, ledger: MongoLedger, database: Any, question: dict[str, Any], index: str
    ) -> None:
        ledger.claim_new([a_message(key) for key in KEYS])
        assert index in str(database["messages"].find(question).explain()["queryPlanner"]["winningPlan"])
