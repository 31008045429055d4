"""The life of an assignment in the routing process: what runs by the clock, and what agencies and citizens send."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.kit.events import CaseRated, Event
from tests.unit.routing.builders import answers, code, received, reply, supplemented
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def now() -> datetime:
    return datetime.now(UTC)


def fresh(number: int = 1) -> Event:
    """A case of today's: clocks in this file are real ones."""
    return received(number, category="y-te", received_at=now())


def asks(stage, number=1):
    return reply("reply.info_requested", {"code": code(number), "question": "Ở khoa nào?"}, by=stage.agency, id_="q")


def state(stage, number=1):
    return stage.case(code(number))["state"]


def test_a_question_stops_the_clock_until_the_citizen_answers(stage):
    with stage.running():
        stage.receive(fresh())
        assert stage.told().type == "case.routed"
        stage.send(asks(stage))
        eventually(lambda: state(stage) == "waiting")
        assert stage.case(code(1))["alarm_at"] is None
        stage.receive(supplemented(1, 1, added_at=now() + timedelta(seconds=1)))
        told = {each.type: each.data for each in (stage.told(), stage.told())}
    assert told.keys() == {"supplement.routed", "case.resumed"}
    assert (told["case.resumed"].why, state(stage)) == ("supplemented", "routed")


def test_a_question_nobody_answers_is_given_up(stage):
    with stage.running():
        stage.receive(fresh())
        assert stage.told().type == "case.routed"
        stage.send(asks(stage))
        eventually(lambda: state(stage) == "waiting")
        over = {"$set": {"question.answer_by": now() - timedelta(seconds=1)}}
        stage.mongo.database("routing").cases.update_one({"_id": code(1)}, over)
        told = stage.told()
    assert (told.type, told.data.why, state(stage)) == ("case.resumed", "timed_out", "routed")


def test_an_agency_that_is_late_hears_of_it_once_a_step(stage):
    cases = stage.mongo.database("routing").cases
    with stage.running():
        stage.receive(fresh())
        assert stage.told().type == "case.routed"
        late = now() - timedelta(seconds=1)
        cases.update_one({"_id": code(1)}, {"$set": {"assignments.0.due_at": late, "alarm_at": late}})
        told = stage.told()
        assert (told.type, told.data.level, told.data.agency) == ("case.overdue", 1, stage.agency)
        case = eventually(lambda: (found := stage.case(code(1)))["level"] == 2 and found)
    assert case["alarm_at"] > now()
    assert [entry["did"] for entry in case["history"]] == ["routed", "overdue"]


def test_more_time_and_steps_over_amqp_are_taken_or_refused_with_a_slug(stage):
    wanted = {"code": code(1), "due_at": (now() + timedelta(days=6)).isoformat(), "reason": "Chờ kết quả xét nghiệm."}
    with stage.running():
        stage.receive(fresh())
        assert stage.told().type == "case.routed"
        stage.send(
            reply("reply.extension_requested", wanted, by=stage.agency, id_="e"),
            reply("reply.progressed", {"code": code(1), "stage": "khong-co"}, by=stage.agency, id_="p"),
            answers(1, "Sẽ xong.", "scheduled", by=stage.agency, id_="a"),
        )
        refused = [stage.told().data.slug for _ in range(2)]
        assert stage.case(code(1))["assignments"][0]["extension"]["reason"] == wanted["reason"]
    assert sorted(refused) == ["date-needed", "unknown-stage"]


def test_a_citizen_who_objects_opens_the_case_again(stage):
    with stage.running():
        stage.receive(fresh())
        assert stage.told().type == "case.routed"
        stage.send(answers(1, by=stage.agency, id_="a"))
        answer = eventually(lambda: stage.case(code(1))["answer"])
        objection = CaseRated(
            code=code(1),
            rating="unsatisfied",
            comment="Chưa ai gọi lại.",
            not_fixed=True,
            answered_at=answer["at"],
            rated_at=now(),
        )
        event = Event.of(objection, source="/publish", subject=code(1), at=now())
        stage.receive(event, event)
        eventually(lambda: state(stage) == "reopened")
    case = stage.case(code(1))
    assert (case["answer"], len(case["earlier"]), case["reopened"]) == (None, 1, 1)
    assert case["holders"] == ["trung-tam-1022"]
