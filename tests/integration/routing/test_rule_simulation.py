"""Simulating over cases as they are stored: equal to counting by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bench.rules import GIALAI, changed, rules
from services.kit.clock import SystemClock
from services.routing import catalog
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.adapters.mongo_past_cases import MongoPastCases
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.working_time import is_working
from tests.unit.routing.rules import naive

pytestmark = pytest.mark.integration
CASES = 4_000


def test_a_simulation_on_the_database_equals_counting_case_by_case(mongo, monkeypatch):
    database = mongo.database("routing")
    _, summary = rules(database, CASES)
    now = SystemClock().now()
    cases = list(MongoPastCases(database).since(now - timedelta(days=365)))
    snapshot, day = catalog.load(GIALAI), now.astimezone(VIETNAM).date()
    assert len(cases) == summary["cases"] == CASES
    hours = MongoCatalogs(database).assigner().catalog.hotline_hours
    monkeypatch.setattr(naive, "_open", lambda case: is_working(hours, case.facts.received_at))
    by_hand = naive.tables(snapshot, snapshot["rules"], changed(snapshot)["rules"], cases, day)
    found = naive.read(summary)
    assert found["moves"] == {way: len(codes) for way, codes in by_hand["moves"].items()}
    assert (found["hits"], found["categories"], found["areas"]) == (
        by_hand["hits"],
        by_hand["categories"],
        by_hand["areas"],
    )
    assert summary["lost"] == len(by_hand["lost"]) > 0
