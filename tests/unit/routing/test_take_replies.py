"""Agencies' replies: done once, or refused with a reason and nothing changed."""

from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected, Retryable
from services.routing.domain.case import State
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_replies import TakeReplies
from tests.unit.routing.builders import NOON, Sent, accepts, answers, code, received, reply, returns
from tests.unit.routing.catalogs import CENTRE, HEALTH, LOCAL, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.links import LINKS

GOOD = {"code": code(1), "answer": "Đã sửa.", "outcome": "fixed"}


class Gateway:
    """The gateway with two cases at the ward and one at the department of health."""

    def __init__(self) -> None:
        self.cases, self.rejections, self.clock = MemoryCases(), MemoryRejections(), FixedClock(NOON)
        catalogs = MemoryCatalogs(snapshot())
        RouteCases(self.cases, catalogs, self.clock, LINKS)([received(1), received(2), received(3, category="y-te")])
        self.take = TakeReplies(self.cases, catalogs, self.rejections, self.clock, LINKS)
        self.clock.at += timedelta(hours=1)

    def state(self, number):
        return self.cases.by_code[code(number)].state


@pytest.fixture
def gateway():
    return Gateway()


def test_an_agency_accepts_and_answers(gateway):
    gateway.take([accepts(1, id_="a")])
    assert gateway.state(1) is State.ACCEPTED
    gateway.take([answers(1, id_="b")])
    assert gateway.state(1) is State.ANSWERED
    [told] = gateway.cases.told("case.answered")
    assert (told.agency, told.by, told.answer) == (LOCAL, f"agency:{LOCAL}", "Đã sửa xong.")
    assert gateway.rejections.told() == []


def test_several_replies_for_one_case_in_one_batch_are_taken_in_order(gateway):
    gateway.take([accepts(1, id_="a"), accepts(2, id_="b"), answers(1, id_="c")])
    assert (gateway.state(1), gateway.state(2)) == (State.ANSWERED, State.ACCEPTED)
    assert [event.type for event in gateway.cases.events if event.subject == code(1)] == [
        "case.routed",
        "case.accepted",
        "case.answered",
    ]
    assert gateway.cases.by_code[code(1)].version == 2


def test_a_reply_that_comes_again_changes_nothing(gateway):
    again = [accepts(1, id_="a"), answers(1, id_="b")]
    gateway.take([*again, *again])
    before = dict(gateway.cases.by_code), len(gateway.cases.events)
    gateway.take(again)
    assert (dict(gateway.cases.by_code), len(gateway.cases.events)) == before
    assert gateway.rejections.told() == []


def test_a_returned_case_goes_to_the_centre(gateway):
    gateway.take([returns(1, "Không phải đường của phường.", HEALTH)])
    assert gateway.state(1) is State.TRIAGE
    assert gateway.cases.told("case.returned")[0].suggestion == HEALTH
    assert gateway.cases.told("case.routed")[-1].agency == CENTRE


def test_two_agencies_may_use_the_same_reply_id(gateway):
    gateway.take([accepts(1, id_="1"), accepts(3, id_="1", by=HEALTH)])
    assert (gateway.state(1), gateway.state(3)) == (State.ACCEPTED, State.ACCEPTED)


@pytest.mark.parametrize(
    ("sent", "slug"),
    [
        (answers(3), "unknown-case"),  # the department of health's: there is no such case for the ward
        (answers(9), "unknown-case"),
        (returns(1, suggestion="khong-co"), "unknown-agency"),
        (accepts(1, as_user=f"agency.{HEALTH}"), "wrong-sender"),  # answering under another's name
        (reply("reply.answered", {**GOOD, "outcome": "done"}), "malformed-data"),  # not in the vocabulary
        (reply("reply.answered", {**GOOD, "answer": ""}), "malformed-data"),
        (reply("reply.answered", {**GOOD, "answer": " \u200b\n"}), "malformed-reply"),  # nothing a person could read
        (reply("reply.answered", {**GOOD, "answer": "x" * 20_001}), "malformed-data"),
        (reply("reply.answered", {"code": code(1)}), "malformed-data"),
        (reply("reply.answered", {**GOOD, "code": "12"}, subject=None), "malformed-data"),
        (reply("reply.answered", {**GOOD, "code": ["x"]}, subject=None), "malformed-data"),
        (reply("reply.answered", GOOD, subject=code(2)), "malformed-reply"),  # subject and data disagree
        (reply("reply.answered", GOOD, dataschema="reply.answered/2"), "malformed-reply"),
        (reply("reply.answered", GOOD, specversion="0.3"), "malformed-reply"),
        (reply("reply.answered", GOOD, time="hôm qua"), "malformed-reply"),
        (reply("reply.answered", None), "malformed-reply"),
        (reply("reply.answered", "x"), "malformed-reply"),
        (reply("reply.answered", GOOD, id_="x" * 65), "malformed-reply"),
        (reply("reply.answered", GOOD, id_=""), "malformed-reply"),
        (reply("reply.accepted", GOOD, type="reply.answered"), "malformed-reply"),  # type and routing key disagree
        (reply("case.answered", GOOD), "malformed-reply"),  # not a reply at all
        (Sent(b"{", f"reply.accepted.{LOCAL}", f"agency.{LOCAL}"), "malformed-reply"),
        (Sent(b"\xff\xfe", f"reply.accepted.{LOCAL}", f"agency.{LOCAL}"), "malformed-reply"),
        (Sent(b"", f"reply.accepted.{LOCAL}", f"agency.{LOCAL}"), "malformed-reply"),
        (Sent(b"[]", f"reply.accepted.{LOCAL}", f"agency.{LOCAL}"), "malformed-reply"),
        (Sent(b"null", f"reply.accepted.{LOCAL}", f"agency.{LOCAL}"), "malformed-reply"),
        (Sent(b"[" * 100_000, f"reply.accepted.{LOCAL}", f"agency.{LOCAL}"), "malformed-reply"),
    ],
)
def test_a_bad_reply_is_refused_to_its_sender_and_changes_nothing(gateway, sent, slug):
    before = dict(gateway.cases.by_code), len(gateway.cases.events)
    gateway.take([sent])
    [told] = gateway.rejections.told()
    assert told.slug == slug
    assert told.vi and told.en
    assert 0 < len(told.reply) <= 64
    assert (dict(gateway.cases.by_code), len(gateway.cases.events)) == before


def test_the_refusal_goes_to_whom_the_broker_vouches_for(gateway):
    gateway.take([accepts(1, by=LOCAL, as_user=f"agency.{HEALTH}")])
    [refusal] = gateway.rejections.by_id.values()
    assert refusal.agency == HEALTH


def test_a_bad_reply_stops_no_good_one(gateway):
    gateway.take([answers(9, id_="bad"), accepts(1, id_="good")])
    assert gateway.state(1) is State.ACCEPTED
    assert [told.reply for told in gateway.rejections.told()] == ["bad"]


def test_a_refused_reply_stays_refused_when_it_comes_again(gateway):
    early = answers(4)
    gateway.take([early])
    RouteCases(gateway.cases, MemoryCatalogs(snapshot()), gateway.clock, LINKS)([received(4)])
    gateway.take([early])
    assert gateway.state(4) is State.ROUTED
    assert len(gateway.rejections.told()) == 1


@pytest.mark.parametrize("user", [None, "", "guest", "agency.", "so-y-te"])
def test_a_message_nobody_stands_behind_is_parked(gateway, user):
    with pytest.raises(Rejected) as refused:
        gateway.take([accepts(1, as_user=user)])
    assert refused.value.slug == "unknown-sender"
    assert gateway.state(1) is State.ROUTED


def test_words_are_stored_in_one_form_without_what_nobody_sees(gateway):
    gateway.take([answers(1, "Đa\u0303 sư\u0309a\u202e\r\nxong. ")])
    assert gateway.cases.told("case.answered")[0].answer == "Đã sửa\nxong."


class Contested(MemoryCases):
    """Somebody else is faster a few times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def save(self, changes):
        if self.times:
            self.times -= 1
            return False
        return super().save(changes)


@pytest.mark.parametrize(("times", "outcome"), [(1, None), (4, None), (5, Retryable)])
def test_who_loses_a_race_reads_again(times, outcome):
    cases, catalogs, clock = Contested(times), MemoryCatalogs(snapshot()), FixedClock(NOON)
    RouteCases(cases, catalogs, clock, LINKS)([received(1)])
    take = TakeReplies(cases, catalogs, MemoryRejections(), clock, LINKS)
    if outcome:
        with pytest.raises(outcome):
            take([accepts(1)])
        return
    take([accepts(1)])
    assert cases.by_code[code(1)].state is State.ACCEPTED
