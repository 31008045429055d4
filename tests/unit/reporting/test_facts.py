"""Whatever a broker does to a history, the facts end the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.events import Event
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.domain.facts import Shown, Stamp
from services.reporting.domain.sheet import CaseFacts
from services.reporting.usecases.record_facts import RecordFacts, facts_of
from tests.unit.reporting.builders import a_case
from tests.unit.reporting.histories import an_event, shuffled_and_repeated

AT = datetime(2026, 11, 23, tzinfo=UTC)


@settings(deadline=None)
@given(shuffled_and_repeated(), st.integers(1, 7))
def test_a_history_shuffled_and_repeated_leaves_the_same_facts(
    histories: tuple[list[Event], list[Event]], size: int
) -> None:
    once, shuffled = MemoryFactSheets(), MemoryFactSheets()
    for event in histories[0]:
        RecordFacts(once)([event])
    for start in range(0, len(histories[1]), size):
        RecordFacts(shuffled)(histories[1][start : start + size])
    assert shuffled.sheets == once.sheets


@given(st.lists(an_event(), min_size=3, max_size=3, unique_by=lambda event: event.id))
def test_merging_is_commutative_associative_and_idempotent(events: list[Event]) -> None:
    a, b, c = (replace(facts_of(event), code="1") for event in events)
    assert a.merge(b) == b.merge(a)
    assert a.merge(b).merge(c) == a.merge(b.merge(c))
    assert a.merge(a) == a


def test_at_equal_times_the_event_id_decides() -> None:
    older, newer = (CaseFacts("1", {("published", "0"): Shown(Stamp(AT, event), AT)}) for event in ("01A", "01B"))
    assert older.merge(newer) == newer.merge(older) == newer


def test_sheets_of_two_cases_are_not_merged() -> None:
    with pytest.raises(ValueError, match="two cases"):
        a_case("1").sheet.merge(a_case("2").sheet)
