"""One suite for every ledger: merging, next routes, reports and the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.notify.adapters.ledger_indexes import due, one_of
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.domain.change import after, handed_over, to_send_again
from services.notify.domain.message import CHANNELS, Message, Route, State, Step, words_hash
from services.notify.domain.outcome import Accepted, Deferred, Refused, Repeatable
from services.notify.domain.patience import Patience
from services.notify.domain.report import Report, reported
from services.notify.usecases.ports import Ledger
from services.notify.usecases.record_changes import failure, record
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import CODE, NOW, a_message
from tests.unit.notify.memory_ledger import MemoryLedger

LATER = NOW + timedelta(hours=1)
NEXT = (Route("sms", "+84905000011"), Route("email", "an@example.org"))


def waiting(key: str, **facts: Any) -> Message:
    """A message that waits for company."""
    facts = {"group": "g", "state": State.DEFERRED, "next_step_at": NOW, "holder": ""} | facts
    return a_message(f"{CODE}:{key}", **facts)


class RoutesContract:
    """What every ledger promises beside the ordinary life of a message."""

    @pytest.fixture
    def ledger(self) -> Ledger:
        raise NotImplementedError

    def test_everything_a_message_carries_comes_back(self, ledger: Ledger) -> None:
        full = a_message(
            channel="zalo",
            choices=(("Đèn", "light"), ("Rác", "waste")),
            reply_to="z-1",
            human=True,
            urgent=True,
            heard_at=NOW,
            facts={"code": CODE},
            provider_id="z-2",
            sources=(b"{}", b"[]"),
            routes=NEXT,
            turn=2,
            group="g",
            merged_into="other",
            resends=3,
            repeating=True,
            reports={"seen": NOW},
        )
        ledger.claim_new([full])
        assert replace(_found(ledger, full.key), history=()) == full

    def test_of_a_group_one_is_claimed_and_the_answer_first(self, ledger: Ledger) -> None:
        alone = [waiting("a", group=None), waiting("b", group=None)]
        ledger.claim_new([waiting("c", type="case.routed"), waiting("d", type="case.answered"), *alone])
        won = ledger.claim_due(NOW, "two", LATER, 10, CHANNELS)
        assert sorted(each.key for each in won) == [f"{CODE}:a", f"{CODE}:b", f"{CODE}:d"]
        assert [each.key for each in ledger.claim_due(NOW, "three", LATER, 10, CHANNELS)] == [f"{CODE}:c"]

    def test_only_channels_that_are_ready_are_claimed(self, ledger: Ledger) -> None:
        ledger.claim_new([waiting("a", channel="sms", group="1"), waiting("b", channel="email", group="2")])
        assert [each.channel for each in ledger.claim_due(NOW, "two", LATER, 10, ["email", "zalo"])] == ["email"]

    def test_namesakes_say_the_same_to_the_same_citizen_or_have_one_of_the_ids(self, ledger: Ledger) -> None:
        one = {"channel": "zalo", "recipient": "u1", "text": "Đã nhận."}
        asked = a_message("asked", **one)
        others = [
            a_message("same", **one, provider_id="z-1"),
            a_message("named", **(one | {"text": "khác", "recipient": "u2"}), provider_id="z-2"),
            a_message("words", **(one | {"text": "khác"}), provider_id="z-3"),
            a_message("citizen", **(one | {"recipient": "u2"})),
            a_message("channel", **(one | {"channel": "facebook"}), provider_id="z-2"),
        ]
        ledger.claim_new([asked, *others])
        assert sorted(each.key for each in ledger.namesakes(asked, ["z-2"])) == ["asked", "named", "same"]
        assert sorted(each.key for each in ledger.namesakes(asked, [])) == ["asked", "same"]
        assert ledger.namesakes(asked, [])[0].history

    def test_that_it_may_have_been_sent_is_kept_until_it_surely_was_not(self, ledger: Ledger) -> None:
        doubtful = a_message(channel="sms")
        ledger.claim_new([doubtful])
        record(ledger, [after(doubtful, Repeatable("no answer"), NOW, Patience())])
        (again,) = ledger.claim_due(LATER, "two", LATER, 10, CHANNELS)
        assert again.repeating
        record(ledger, [after(again, Deferred("busy"), LATER, Patience())])
        assert _found(ledger, doubtful.key).repeating
        record(ledger, [to_send_again(_found(ledger, doubtful.key), "a person's word", LATER)])
        assert not _found(ledger, doubtful.key).repeating

    def test_only_what_still_waits_is_merged(self, ledger: Ledger) -> None:
        leader = a_message(f"{CODE}:leader", group="g")
        claimed = waiting("claimed", state=State.CLAIMED, holder="x")
        repeating = waiting("r", repeating=True, next_step_at=LATER + timedelta(seconds=1))
        ledger.claim_new([leader, waiting("a"), waiting("b"), claimed, repeating])
        ledger.absorb({leader.key: [f"{CODE}:a", f"{CODE}:b", claimed.key, repeating.key]}, NOW)
        assert _found(ledger, repeating.key).state is State.DEFERRED
        relatives = {each.key: each for each in ledger.relatives([CODE]) if each.key != repeating.key}
        assert set(relatives) == {f"{CODE}:a", f"{CODE}:b"}
        assert {(each.state, each.merged_into) for each in relatives.values()} == {(State.MERGED, leader.key)}
        assert _found(ledger, claimed.key).state is State.CLAIMED
        assert ledger.claim_due(LATER, "two", LATER, 10, CHANNELS) == []

    def test_what_another_has_merged_stays_there(self, ledger: Ledger) -> None:
        ledger.claim_new([waiting("a"), a_message(f"{CODE}:one"), a_message(f"{CODE}:two")])
        ledger.absorb({f"{CODE}:one": [f"{CODE}:a"]}, NOW)
        ledger.absorb({f"{CODE}:two": [f"{CODE}:a"]}, NOW)
        assert _found(ledger, f"{CODE}:a").merged_into == f"{CODE}:one"

    def test_relatives_are_of_the_cases_asked_for(self, ledger: Ledger) -> None:
        ledger.claim_new([waiting("a"), replace(waiting("b"), code="2611230000017")])
        assert [each.key for each in ledger.relatives([CODE])] == [f"{CODE}:a"]

    def test_only_the_claims_holder_changes_words(self, ledger: Ledger) -> None:
        message = a_message(channel="zalo")
        ledger.claim_new([message])
        new = replace(message, text="Mới", sources=(b"1", b"2"), routes=NEXT, message_id="1022.x.y")
        ledger.reword([replace(new, holder="another")])
        assert _found(ledger, message.key).text == message.text
        ledger.reword([new])
        assert replace(_found(ledger, message.key), history=()) == new
        assert ledger.trace(Report(**_echo("Mới"))), "an echo has the new words"

    def test_a_replaced_message_is_due_until_it_is_handed_over(self, ledger: Ledger) -> None:
        (message,) = ledger.claim_new([a_message(routes=NEXT)])
        record(ledger, [after(message, Refused("-213"), NOW, Patience())])
        (replaced,) = ledger.replaced(NOW, 10)
        assert (replaced.state, replaced.routes, replaced.reason) == (State.REPLACED, NEXT, "-213")
        assert ledger.count()[State.REPLACED] == 1
        record(ledger, [handed_over(replaced, "next", NOW)])
        assert ledger.replaced(LATER, 10) == []

    def test_a_provider_names_its_message(self, ledger: Ledger) -> None:
        (message,) = ledger.claim_new([a_message(channel="zalo")])
        record(ledger, [after(message, Accepted("z-7"), NOW, Patience())])
        found = ledger.trace(Report(channel="zalo", status="seen", at=NOW, provider_id="z-7"))
        assert found
        assert (found.key, found.provider_id) == (message.key, "z-7")

    @pytest.mark.parametrize("code", [CODE, ""])
    def test_a_message_is_found_by_our_own_id(self, ledger: Ledger, code: str) -> None:
        tracking = f"1022.{code or '0'}.abc"
        ledger.claim_new([a_message(code=code, message_id=tracking), a_message(f"{CODE}:x", message_id="other")])
        found = ledger.trace(Report(channel="email", status="failed", at=NOW, tracking=tracking))
        assert found
        assert found.message_id == tracking
        assert ledger.trace(Report(channel="email", status="failed", at=NOW, tracking="<nonsense>")) is None

    def test_an_echo_finds_the_newest_message_nobody_has_named(self, ledger: Ledger) -> None:
        facts: dict[str, Any] = {"channel": "zalo", "text": "Ở đâu?"}
        old, new = a_message(f"{CODE}:o", **facts), a_message(f"{CODE}:n", created_at=LATER, **facts)
        named = a_message(f"{CODE}:p", created_at=LATER + timedelta(hours=1), provider_id="z", **facts)
        ledger.claim_new([old, new, named])
        found = ledger.trace(Report(**_echo("Ở đâu?")))
        assert found
        assert found.key == new.key
        assert ledger.trace(Report(**_echo("Khác"))) is None

    def test_a_report_is_stored_with_what_it_changes(self, ledger: Ledger) -> None:
        (message,) = ledger.claim_new([a_message(channel="sms")])
        report = Report(channel="sms", status="failed", at=LATER, provider_id="s-1", reason="absent")
        outcome, gone = reported(message, report, NOW), failure(message, "absent", NOW)
        assert gone and ledger.note(outcome, [gone])
        found = _found(ledger, message.key)
        assert (found.state, found.reason, found.provider_id) == (State.UNDELIVERABLE, "absent", "s-1")
        assert found.reports == {"failed": LATER}
        assert not ledger.note(outcome, []), "it is another message now"

    def test_a_report_that_came_first_leaves_the_senders_answer_only_its_name(self, ledger: Ledger) -> None:
        (message,) = ledger.claim_new([a_message(channel="sms", routes=NEXT)])
        report = Report(channel="sms", status="failed", at=NOW, tracking=message.message_id)
        assert ledger.note(reported(message, report, NOW), [])
        record(ledger, [after(message, Accepted("s-1"), NOW, Patience())])
        found = _found(ledger, message.key)
        assert (found.state, found.provider_id) == (State.REPLACED, "s-1")

    def test_a_resend_is_counted_once(self, ledger: Ledger) -> None:
        (message,) = ledger.claim_new([a_message()])
        step = Step(LATER, State.DEFERRED, "email", "sent once more", 0)
        for resends in (1, 1, 2, 1):
            ledger.note_resend(message.key, step, resends)
        found = _found(ledger, message.key)
        assert found.resends == 2
        assert [line for line in found.history if line.at == LATER] == [step, step]

    def test_the_history_tells_every_step(self, ledger: Ledger) -> None:
        ledger.claim_new([waiting("a", channel="sms", reason="waits")])
        (won,) = ledger.claim_due(NOW, "two", LATER, 10, CHANNELS)
        ledger.expire_claims(LATER)
        record(ledger, [after(won, Accepted("s-1"), LATER, Patience())])
        lines = [(step.state, step.channel, step.reason, step.attempt) for step in _found(ledger, won.key).history]
        assert lines == [
            (State.DEFERRED, "sms", "waits", 0),
            (State.CLAIMED, "sms", None, 0),
            (State.UNCERTAIN, "sms", "the sender never came back", 0),
            (State.SENT, "sms", None, 1),
        ]


class TestMemoryLedgerRoutes(RoutesContract):
    @pytest.fixture
    def ledger(self) -> Ledger:
        return MemoryLedger()


@pytest.mark.integration
class TestMongoLedgerRoutes(RoutesContract):
    @pytest.fixture
    def database(self, mongo: Mongo) -> Any:
        return mongo.database("notify")

    @pytest.fixture
    def ledger(self, database: Any) -> MongoLedger:
        ledger = MongoLedger(database)
        ledger.prepare()
        return ledger

    @pytest.mark.parametrize(
        ("question", "index"),
        [
            (due(State.REPLACED, NOW), "next_step"),
            (due(State.DEFERRED, NOW) | {"channel": {"$in": ["sms"]}}, "next_step"),
            ({"provider_id": one_of(["z"]), "channel": "zalo"}, "provider_id"),
            ({"echo": one_of(["z"]), "channel": "zalo", "provider_id": {"$exists": False}}, "echo"),
            ({"$or": [{"echo": one_of(["z"])}, {"provider_id": one_of(["y", "z"])}]}, "echo"),
            ({"$or": [{"echo": one_of(["z"])}, {"provider_id": one_of(["y", "z"])}]}, "provider_id"),
            ({"code": {"$in": [CODE]}, "state": {"$in": ["deferred", "merged"]}}, "code"),
        ],
    )
    def test_every_question_has_its_index(
        self, ledger: MongoLedger, database: Any, question: dict[str, Any], index: str
    ) -> None:
        ledger.claim_new([a_message(f"{CODE}:{n}") for n in range(5)])
        plan = str(database["messages"].find(question).explain()["queryPlanner"]["winningPlan"])
        assert f"'indexName': '{index}'" in plan
        assert "COLLSCAN" not in plan

    def test_nothing_the_ledger_asks_reads_all_messages(self, ledger: MongoLedger, database: Any) -> None:
        ledger.claim_new([a_message(f"{CODE}:{n}", channel="zalo") for n in range(5)])
        database.command("profile", 2)
        ledger.claim_due(LATER, "two", LATER, 10, CHANNELS)
        ledger.expire_claims(NOW)
        ledger.unsettled(NOW, 10)
        ledger.replaced(NOW, 10)
        ledger.relatives([CODE])
        ledger.namesakes(a_message(channel="zalo"), ["z"])
        ledger.trace(Report(**_echo("Đã nhận."), provider_id="z", tracking="1022.0.ab"))
        ledger.count()
        database.command("profile", 0)
        asked = list(database["system.profile"].find({"ns": f"{database.name}.messages"}))
        assert len(asked) >= 8
        assert [each["command"] for each in asked if "COLLSCAN" in each.get("planSummary", "")] == []

    def test_an_ordinary_mail_stays_small(self, ledger: MongoLedger, database: Any) -> None:
        ledger.claim_new([a_message()])
        document = database["messages"].find_one()
        empty = {"choices", "routes", "facts", "reports", "provider_id", "echo", "merged_into", "resends", "human"}
        assert not empty & set(document)

    def test_documents_of_the_version_before_are_read(self, ledger: MongoLedger, database: Any) -> None:
        message = a_message()
        ledger.claim_new([message])
        added = ("sources", "group", "heard_at", "urgent", "history", "turn", "reply_to")
        database["messages"].update_one({"_id": message.key}, {"$unset": dict.fromkeys(added, "")})
        assert _found(ledger, message.key) == message
        ledger.expire_claims(LATER)
        assert [step.state for step in _found(ledger, message.key).history] == [State.UNCERTAIN]


def _found(ledger: Ledger, key: str) -> Message:
    found = ledger.find(key)
    assert found
    return found


def _echo(text: str) -> dict[str, Any]:
    told = {"recipient": "an@example.org", "text_sha256": words_hash(text)}
    return {"channel": "zalo", "status": "accepted", "at": NOW, **told}
