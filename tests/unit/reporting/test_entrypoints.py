"""The table of reactions, and what a batch leads to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.kit.events import CatalogChanged, Event
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.entrypoints import REACTIONS, Reporting
from services.reporting.usecases.archiving.bare import bare
from services.reporting.usecases.record_facts import READERS
from tests.unit.reporting.builders import local
from tests.unit.reporting.histories import an_event
from tests.unit.reporting.site import OneCatalog, application

AT = local("2026-11-23 08:00")


def test_every_event_with_a_reader_is_in_the_table_and_no_other() -> None:
    assert {type_ for type_, usecase in REACTIONS.items() if usecase == "record_facts"} == READERS.keys()


@given(an_event())
def test_a_batch_of_mixed_types_reaches_both_use_cases(case: Event) -> None:
    sheets, catalog, service = MemoryFactSheets(), OneCatalog(), Reporting()
    service.application = application(sheets, catalog)
    changed = Event.of(
        CatalogChanged(version=2, province="gialai", catalog={}), source="/routing", subject="gialai", at=AT
    )
    service.on_cases([changed, case])
    assert (catalog.recorded, list(sheets.sheets)) == ([bare(changed)], [case.subject])


@given(st.lists(an_event(), max_size=5, unique_by=lambda event: event.id))
def test_facts_hold_no_word_of_the_citizen(events: list[Event]) -> None:
    sheets, service = MemoryFactSheets(), Reporting()
    service.application = application(sheets)
    service.on_cases(events)
    kept = repr(sheets.sheets)
    assert not any(words in kept for words in ("Nguyễn Văn An", "+84905000001", "Tối quá", "Đèn hỏng", "Đã sửa"))
