"""A service's reactions are a table: each type's events go together to one function."""

from datetime import UTC, datetime

from services.kit.events import CaseAccepted, CatalogChanged, Event
from services.kit.messaging.reactions import react

AT = datetime(2026, 11, 23, tzinfo=UTC)


def accepted(code):
    data = CaseAccepted(code=code, assignment=1, agency="so-y-te", accepted_at=AT, by="agency:so-y-te")
    return Event.of(data, source="/routing", subject=code, at=AT)


def catalog():
    return Event.of(
        CatalogChanged(version=1, province="gialai", catalog={}), source="/routing", subject="gialai", at=AT
    )


def test_events_of_one_type_come_together_and_in_order():
    seen = []
    events = [accepted("2611230000001"), catalog(), accepted("2611230000002")]
    react({"case.accepted": seen.append, "catalog.changed": lambda together: None}, events)
    assert [event.subject for event in seen[0]] == ["2611230000001", "2611230000002"]


def test_a_type_without_a_reaction_is_left_alone():
    react({}, [catalog()])
