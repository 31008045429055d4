"""What the gate keeps, on a real replica set; and the command over it."""

from datetime import timedelta
from typing import Any

import altcha.v1
import pytest
from click.testing import CliRunner

from services.intake.adapters.altcha_proofs import GOOD_FOR, AltchaProofs
from services.intake.adapters.mongo_blocks import MongoBlocks
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_counters import MongoCounters
from services.intake.adapters.mongo_traps import MongoTraps
from services.intake.domain.abuse.blocks import Block
from services.intake.domain.abuse.limits import LIMITS
from services.intake.domain.abuse.senders import sender
from services.intake.usecases.file_trapped import FileTrapped
from services.intake.usecases.register_case import RegisterCase
from services.intake.web.site import hotline_site
from services.kit.failures import Rejected
from services.ops.cli import hotline
from tests.contract.channels.worlds import on_mongo
from tests.servers.mongo import Mongo
from tests.unit.intake.calls.hotlines import hotline_of
from tests.unit.intake.fakes import MONDAY, OPERATOR_TOKEN
from tests.unit.intake.open311.mobile_world import nowhere

pytestmark = pytest.mark.integration

AN = sender("phone", "+84905000012")


def block(**changes: Any) -> Block:
    whole = {"kind": "phone", "value": AN.value, "reason": "quấy rối", "by": "truc-01"}
    return Block(**{**whole, "since": MONDAY, "until": MONDAY + timedelta(days=7), **changes})


def test_a_block_is_kept_replaced_and_removed(mongo: Mongo) -> None:
    blocks, other = MongoBlocks(mongo.database("intake")), MongoBlocks(mongo.database("intake"), seconds=0)
    blocks.add(block())
    blocks.add(block(reason="quấy rối nữa", until=MONDAY + timedelta(days=30)))
    (found,) = blocks.all(MONDAY)
    assert (found.reason, found.until) == ("quấy rối nữa", MONDAY + timedelta(days=30))
    assert other.listed().find(AN, MONDAY)
    assert blocks.remove("phone", AN.value)
    assert not blocks.remove("phone", AN.value)
    assert other.listed().find(AN, MONDAY) is None


def test_the_server_forgets_blocks_counts_and_proofs_by_itself(mongo: Mongo) -> None:
    database = mongo.database("intake")
    MongoBlocks(database).add(block())
    MongoCounters(database, "key").count([AN], LIMITS, MONDAY)
    AltchaProofs(database, "key", 5).accepted(solved(AltchaProofs(database, "key", 5)), MONDAY)
    for name in ("blocks", "sender_counts", "used_proofs"):
        assert database[name].index_information()["ended"]["expireAfterSeconds"] == 0


def test_processes_count_together_and_keep_no_names(mongo: Mongo) -> None:
    database = mongo.database("intake")
    one, two = MongoCounters(database, "key"), MongoCounters(database, "key")
    both = [AN, sender("device", "abc")]
    one.count(both, LIMITS, MONDAY)
    windows = two.count(both, LIMITS, MONDAY)
    assert [window.current for window in windows] == [2, 2]
    assert [window.current for window in one.peek(both, LIMITS, MONDAY)] == [2, 2]
    (later,) = one.count([AN], LIMITS, MONDAY + timedelta(hours=1))
    assert (later.before, later.current) == (2, 1)
    assert "905000012" not in repr(list(database["sender_counts"].find()))


def test_while_nothing_can_be_counted_everybody_passes() -> None:
    database = nowhere()
    database.client.close()
    (window,) = MongoCounters(database, "key").count([AN], LIMITS, MONDAY)
    assert (window.before, window.current) == (0, 1)


def solved(proofs: AltchaProofs, **changes: Any) -> str:
    """Return the solution of a new challenge, as ALTCHA's own solver finds it."""
    fields = dict(proofs.challenge(MONDAY).fields)
    found = altcha.v1.solve_challenge(fields["challenge"], fields["salt"], fields["algorithm"], fields["maxnumber"])
    assert found is not None
    made = altcha.v1.Payload(
        algorithm=fields["algorithm"],
        challenge=fields["challenge"],
        number=found.number,
        salt=fields["salt"],
        signature=fields["signature"],
    )
    for name, value in changes.items():
        setattr(made, name, value)
    return made.to_base64()


def test_a_proof_is_good_once_and_for_a_while(mongo: Mongo) -> None:
    proofs, other = (AltchaProofs(mongo.database("intake"), "key", 50) for _ in range(2))
    first, second = solved(proofs), solved(proofs)
    assert proofs.accepted(first, MONDAY)
    assert not other.accepted(first, MONDAY)
    assert not proofs.accepted(second, MONDAY + GOOD_FOR)
    assert other.accepted(second, MONDAY + GOOD_FOR - timedelta(seconds=1))


@pytest.mark.parametrize(
    "change",
    [
        {"number": 51},
        {"signature": "0" * 64},
        {"salt": "ab?expires=99999999999&"},
        {"algorithm": "SHA-1"},
        {"challenge": ""},
        {"number": "1"},
        {"number": None},
    ],
)
def test_a_forged_proof_is_none(mongo: Mongo, change: dict[str, Any]) -> None:
    proofs = AltchaProofs(mongo.database("intake"), "key", 50)
    assert not proofs.accepted(solved(proofs, **change), MONDAY)


@pytest.mark.parametrize("said", ["", "none", "e30=", "W10=", "bm90IGpzb24=", "x" * 5000, "////", "\x00"])
def test_what_is_no_proof_is_none(mongo: Mongo, said: str) -> None:
    assert not AltchaProofs(mongo.database("intake"), "key").accepted(said, MONDAY)


def trapped(mongo: Mongo) -> str:
    """Let somebody fall into the honeypot; return the code."""
    command = RegisterCase(channel="web", client_key="key-1", text="Đèn đường hỏng trước số 12 Hùng Vương.")
    return on_mongo(mongo).application.trap.register(command).code


def test_what_was_trapped_is_no_case_until_an_operator_files_it(mongo: Mongo) -> None:
    database, code = mongo.database("intake"), trapped(mongo)
    assert database["cases"].count_documents({}) == 0
    assert "outbox" not in database["traps"].find_one({})  # type: ignore[operator]
    traps, cases = MongoTraps(database), MongoCases(database)
    filed = FileTrapped(traps, cases).file(code)
    stored = cases.find(code)
    assert stored is not None
    assert (stored.data.pin, stored.data.received_at) == (filed.data.pin, filed.data.received_at)
    (entry,) = database["cases"].find_one({})["outbox"]  # type: ignore[index]
    assert entry["key"] == "case.received.web"
    assert traps.all() == []
    with pytest.raises(Rejected, match="unknown-case"):
        FileTrapped(traps, cases).file(code)


def test_filing_that_was_killed_halfway_can_be_repeated(mongo: Mongo) -> None:
    database, code = mongo.database("intake"), trapped(mongo)
    found = MongoTraps(database).find(code)
    assert found is not None
    MongoCases(database).add(found)  # and the trap was not forgotten
    FileTrapped(MongoTraps(database), MongoCases(database)).file(code)
    assert database["cases"].count_documents({}) == 1
    assert MongoTraps(database).all() == []


def run(mongo: Mongo, *arguments: str) -> str:
    environment = {**mongo.environment(), "AMQP_URI": "amqp://nobody"}
    result = CliRunner().invoke(hotline, ["block", *arguments], env=environment)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_blocks_lists_and_unblocks(mongo: Mongo) -> None:
    run(mongo, "add", "phone", "0905 000 012", "--reason", "quấy rối", "--by", "truc-01")
    run(mongo, "add", "address", "203.0.113.9/24", "--reason", "gửi rác", "--days", "30")
    listed = run(mongo, "list")
    assert "+84905000012" in listed
    assert "203.0.113.0/24" in listed
    run(mongo, "remove", "phone", "+84 905 000 012")
    assert "+84905000012" not in run(mongo, "list")


def test_the_command_shows_and_files_what_was_trapped(mongo: Mongo) -> None:
    code = trapped(mongo)
    listed = run(mongo, "trapped")
    assert code in listed
    assert "Đèn đường" not in listed
    assert "Đèn đường" in run(mongo, "trapped", "--full")
    run(mongo, "file", code)
    assert code not in run(mongo, "trapped")


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "phone", "0905000012"),  # no reason
        ("add", "phone", "0905000012", "--reason", "x", "--days", "366"),
        ("add", "fax", "1", "--reason", "x"),
    ],
)
def test_wrong_use_is_exit_code_two(arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(hotline, ["block", *arguments]).exit_code == 2


def test_a_blocked_sender_s_telephone_call_is_never_stopped(mongo: Mongo) -> None:
    MongoBlocks(mongo.database("intake")).add(block())
    world = on_mongo(mongo)
    answer = (
        hotline_site(hotline_of(world.application, world.database))
        .test_client()
        .post(
            "/api/calls/cases",
            json={"call_id": "call-1", "caller": "0905000012", "text": "Đèn đường hỏng trước số 12 Hùng Vương."},
            headers={"Authorization": f"Bearer {OPERATOR_TOKEN}"},
        )
    )
    assert answer.status_code == 201
