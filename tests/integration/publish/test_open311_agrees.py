"""After the same events, in any order, the portal and Open311 say the same about a case."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from services.intake.adapters.mongo_progress import MongoProgress
from services.intake.domain.open311.query import Query
from services.intake.usecases.find_service_requests import Claim, FindServiceRequests
from services.intake.usecases.follow_progress import FollowProgress
from services.intake.usecases.ports import StoredCase
from services.kit.events import CaseReopened, Event
from services.kit.failures import Rejected
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import FixedCatalog, InMemoryCases
from tests.unit.intake.known_cases import InMemoryKnownCases
from tests.unit.publish.builders import CODE, CONDUCT, NOON, Portal, a_case

pytestmark = pytest.mark.integration

SITE = "https://1022.example.org"


class Nobody:
    """Proves nothing: everybody is a stranger here."""

    def by_owner(self, case: StoredCase, owner: str | None) -> bool:
        return False


class Both:
    """Open311's side on MongoDB and the portal, hearing the same."""

    def __init__(self, mongo: Mongo, **received: Any) -> None:
        database = mongo.database("intake")
        self.case, self.portal = a_case(**received), Portal(public_url=SITE)
        self.heard = [self.case.received()]
        self.follow = FollowProgress(MongoProgress(database))
        database["cases"].insert_one({"_id": CODE, "received_at": NOON})
        cases = InMemoryCases()
        cases.stored[CODE] = StoredCase(
            data=self.heard[0].data, client_key="key", fingerprint="print", looked_at_from=NOON
        )
        self._find = FindServiceRequests(
            InMemoryKnownCases(cases),
            MongoProgress(database),
            FixedCatalog(),
            Nobody(),  # type: ignore[arg-type]
            lambda file: "",
            lambda code: f"{SITE}/ca/{code}",
        )

    def hear(self, *events: Event) -> None:
        """Tell both, each in an order of its own; what the portal says reaches Open311 too, twice."""
        self.heard += events
        self.portal.app.on_cases(random.Random(7).sample(self.heard, len(self.heard)))
        everything = [*self.heard, *(event for event, _ in self.portal.cases.told)]
        self.follow(random.Random(11).sample(everything * 2, 2 * len(everything)))

    def request(self) -> dict[str, Any]:
        (found,) = self._find.find(Query(codes=(CODE,), since=NOON, until=NOON + timedelta(days=1)), Claim())
        return found

    def is_public(self) -> bool:
        try:
            self.portal.app.show_case(CODE)
        except Rejected:
            return False
        return True

    def agree(self) -> None:
        """Closed with a way to the answer is what the portal shows; agency and time are the same."""
        request = self.request()
        assert (f"{SITE}/ca/{CODE}" in request["status_notes"]) is self.is_public()
        if self.is_public():
            shown = self.portal.app.show_case(CODE)
            assert request["agency_responsible"] == shown.agency_name
            assert request["requested_datetime"] == shown.received_at
            assert request["status"] == ("open" if shown.reopened_at else "closed")


def test_open_until_it_is_answered_and_then_closed_with_a_way_to_the_answer(mongo: Mongo) -> None:
    both = Both(mongo)
    both.hear(both.case.routed())
    both.agree()
    assert both.request()["status"] == "open"
    both.hear(both.case.answered())
    both.agree()
    assert both.is_public() and both.request()["status"] == "closed"
    assert both.request()["status_notes"].startswith("Đã xử lý xong")


def test_an_answer_that_an_editor_takes_back_has_no_way_to_it(mongo: Mongo) -> None:
    both = Both(mongo)
    both.hear(both.case.routed(), both.case.answered())
    both.portal.clock.at += timedelta(minutes=1)
    both.portal.app.withhold_publication(CODE, "bien-tap", "có tên người khác")
    both.hear()
    both.agree()
    assert not both.is_public()


def test_an_answer_that_waits_for_an_editor_is_closed_and_cannot_be_read_yet(mongo: Mongo) -> None:
    both = Both(mongo)
    both.hear(both.case.routed(), both.case.answered(category=CONDUCT))
    both.agree()
    assert both.request()["status"] == "closed"
    both.portal.app.approve_publication(CODE, "bien-tap")
    both.hear()
    both.agree()
    assert both.is_public()


def test_a_case_that_is_looked_at_again_is_open(mongo: Mongo) -> None:
    both = Both(mongo)
    both.hear(both.case.routed(), both.case.answered())
    both.hear(reopened())
    both.agree()
    assert both.request()["status"] == "open"


def reopened() -> Event:
    """Return the event by which a citizen's case is opened again, after its answer."""
    at = NOON + timedelta(hours=3)
    data = CaseReopened(
        code=CODE, agency="ubnd-phuong-pleiku", reopened_at=at, reason="Chưa sửa xong.", times=1, by="citizen"
    )
    return Event.of(data, source="/routing", subject=CODE, at=at)
