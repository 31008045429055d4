"""The routing process on a real broker and a real database."""

from __future__ import annotations

import pytest
import requests
from click.testing import CliRunner

from services.kit.events import decode
from services.routing.commands.user import user
from tests.integration.routing.conftest import SECRET
from tests.unit.routing.builders import NOON, PHOTO, Sent, accepts, answers, code, received, supplemented
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def test_a_case_reaches_the_agency_and_its_answer_comes_back(stage):
    with stage.running():
        stage.receive(received(1, category="y-te"))
        routed = stage.told()
        assert (routed.type, routed.data.code, routed.data.agency) == ("case.routed", code(1), stage.agency)
        assert routed.data.due_reason_vi.startswith("Hạn: ")
        stage.send(accepts(1, by=stage.agency, id_="a"), answers(1, by=stage.agency, id_="b"))
        kinds = [decode(stage.next_on("reporting.cases")[1]).type for _ in range(5)]
    assert sorted(kinds) == ["case.accepted", "case.answered", "case.received", "case.routed", "catalog.changed"]
    assert stage.case(code(1))["state"] == "answered"


def test_a_bad_reply_is_refused_on_the_agencys_own_queue_and_changes_nothing(stage):
    with stage.running():
        stage.receive(received(1, category="y-te"), received(2))
        assert stage.told().type == "case.routed"
        eventually(lambda: stage.case(code(2)))
        user_id = f"agency.{stage.agency}"
        stage.send(
            answers(2, by=stage.agency, id_="not-mine"),
            Sent(b"\x00 no json", f"reply.answered.{stage.agency}", user_id),
            answers(1, by=stage.agency, id_="good"),
        )
        refusals = [stage.told() for _ in range(2)]
    assert {each.type for each in refusals} == {"reply.rejected"}
    assert {each.data.slug for each in refusals} == {"unknown-case", "malformed-reply"}
    assert stage.case(code(2))["state"] == "routed"
    eventually(lambda: stage.case(code(1))["state"] == "answered")


def test_an_answer_under_anothers_name_is_refused_to_its_sender(stage):
    with stage.running():
        stage.receive(received(1))
        eventually(lambda: stage.case(code(1)))
        stage.send_back(accepts(1, as_user=f"agency.{stage.agency}"))
        refusal = stage.told()
    assert (refusal.type, refusal.data.slug) == ("reply.rejected", "wrong-sender")
    assert stage.case(code(1))["state"] == "routed"


def test_a_reply_nobody_stands_behind_is_parked_and_stops_nobody(stage):
    with stage.running():
        stage.receive(received(1, category="y-te"))
        assert stage.told().type == "case.routed"
        stage.send_back(accepts(1, as_user=None))
        stage.send(accepts(1, by=stage.agency))
        headers, _ = stage.next_on("routing.replies.parked")
        eventually(lambda: stage.case(code(1))["state"] == "accepted")
    assert headers["x-reason"] == "unknown-sender"


def test_a_reply_sent_twice_is_told_once(stage):
    with stage.running():
        stage.receive(received(1, category="y-te"))
        assert stage.told().type == "case.routed"
        twice = accepts(1, by=stage.agency, id_="a")
        stage.send(twice, twice)
        stage.send(twice, answers(9, by=stage.agency, id_="unknown"))
        assert stage.told().data.slug == "unknown-case"
    assert [entry["did"] for entry in stage.case(code(1))["history"]] == ["routed", "accepted"]


def test_killed_in_the_middle_every_case_is_routed_once(stage):
    events = [received(number) for number in range(400)]
    cases = stage.mongo.database("routing").cases
    with stage.start("services.routing.entrypoints:Routing", **SECRET) as process:
        stage.receive(*events[:200])
        process.kill()
        process.wait()
    stage.receive(*events)
    with stage.start("services.routing.entrypoints:Routing", **SECRET):
        eventually(lambda: cases.count_documents({}) == 400)
    assert cases.count_documents({"history.1": {"$exists": True}}) == 0
    assert cases.count_documents({"outbox": {"$size": 1}}) == 400


def test_what_a_citizen_adds_reaches_the_agencys_own_queue_with_a_link_to_the_file(stage):
    with stage.running():
        stage.receive(received(1, category="y-te"))
        assert stage.told().type == "case.routed"
        stage.receive(supplemented(1, 1, attachments=(PHOTO,)))
        told = stage.told()
    assert (told.type, told.data.number) == ("supplement.routed", 1)
    assert told.data.attachments[0].url.startswith(f"http://127.0.0.1:8081/tep/{PHOTO.id}/xem?cho={stage.agency}&den=")


def test_a_case_held_over_night_leaves_when_its_time_has_come(stage, closed_for_forwarding):
    cases = stage.mongo.database("routing").cases
    with stage.running():
        stage.receive(received(1, category="y-te"), received(2, category="y-te", urgency="urgent"))
        assert stage.told().data.code == code(2)
        held = eventually(lambda: stage.case(code(1)))
        assert (held["state"], held["outbox"]) == ("held", [])
        cases.update_one({"_id": code(1)}, {"$set": {"forward_at": NOON}})
        assert stage.told().data.code == code(1)
    assert [entry["did"] for entry in stage.case(code(1))["history"]] == ["held", "routed"]


def test_an_officer_works_over_http_with_a_token_from_the_command_line(stage):
    with stage.running() as process:
        stage.receive(received(1, category="y-te"))
        assert stage.told().type == "case.routed"
        token = open_account(stage, "can-bo", "--role", "agency_officer", "--agency", stage.agency)
        url, headers = f"{process.url}/api/desk/cases", {"Authorization": f"Bearer {token}"}
        listed = eventually(lambda: requests.get(url, headers=headers, timeout=5).json().get("cases"))
        assert [each["code"] for each in listed] == [code(1)]
        answer = {"answer": "Đã xử lý.", "outcome": "fixed"}
        answered = requests.post(f"{url}/{code(1)}/answer", json=answer, headers=headers, timeout=5)
        assert (answered.status_code, answered.json()["state"]) == (200, "answered")
        close_account(stage, "can-bo")
        eventually(lambda: requests.get(url, headers=headers, timeout=5).status_code == 401)


def test_without_a_catalogue_the_process_is_not_ready_and_says_why(stage):
    stage.mongo.database("routing").catalog.delete_many({})
    with stage.start("services.routing.entrypoints:Routing", ready=False, **SECRET) as process:
        eventually(lambda: process.readiness() == {"catalogue": "no catalogue has been loaded"})


def open_account(stage, *arguments):
    """Run `hotline user add` and return the token it prints."""
    result = CliRunner(env=environment(stage)).invoke(user, ["add", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def close_account(stage, name):
    """Run `hotline user remove`."""
    assert CliRunner(env=environment(stage)).invoke(user, ["remove", name]).exit_code == 0


def environment(stage):
    """What commands read."""
    return {**stage.broker.environment(), **stage.mongo.environment()}
