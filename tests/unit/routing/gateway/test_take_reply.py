"""Replies by HTTP: judged as over AMQP, counted once whichever way they come."""

from __future__ import annotations

import pytest

from services.kit.failures import Rejected
from services.routing.domain.case import Did
from tests.unit.routing.builders import accepts, answers, code
from tests.unit.routing.case_site import CaseSite
from tests.unit.routing.catalogs import HEALTH, LOCAL


@pytest.fixture
def desk() -> CaseSite:
    return CaseSite()


def take(desk, sent, agency=LOCAL):
    return desk.application.gateway.take_reply(agency, sent.body)


def did(desk, number=1):
    return [entry.did for entry in desk.cases.by_code[code(number)].history]


def test_a_reply_that_came_over_amqp_too_counts_once(desk):
    sent = accepts(1, id_="mot")
    desk.application.take_replies([sent])
    assert take(desk, sent) == "mot"
    assert did(desk).count(Did.ACCEPTED) == 1


def test_a_refusal_is_the_same_each_time_and_whichever_way(desk):
    sent = accepts(3, by=LOCAL, id_="hai")
    for _ in range(2):
        with pytest.raises(Rejected, match="unknown-case"):
            take(desk, sent)
    desk.application.take_replies([sent])
    assert len(desk.gateway_store.refusals._rejections.told()) == 1


def test_the_key_says_who_replies_not_the_envelope(desk):
    forged = answers(1, by=LOCAL, id_="gia")
    with pytest.raises(Rejected, match="unknown-case"):
        take(desk, forged, agency=HEALTH)
    assert Did.ANSWERED not in did(desk)
