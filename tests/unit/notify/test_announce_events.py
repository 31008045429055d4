"""Announcing: which events lead to which messages, in whatever order they come."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from services.kit.clock import FixedClock
from services.kit.events import CaseExtended, CasePublished, Contact, Event
from services.notify.domain.message import State
from services.notify.wiring import Application
from tests.unit.notify.builders import CODE, NOW, answered, application, received, routed
from tests.unit.notify.fakes import FakeMailer, MemoryAddressees, MemoryLedger, RecordingMailServer


@pytest.fixture
def server() -> RecordingMailServer:
    return RecordingMailServer()


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


@pytest.fixture
def addressees() -> MemoryAddressees:
    return MemoryAddressees()


@pytest.fixture
def app(server: RecordingMailServer, ledger: MemoryLedger, addressees: MemoryAddressees) -> Application:
    return application(addressees, ledger, FakeMailer(server), FixedClock(NOW))


def types(server: RecordingMailServer) -> list[str]:
    return [message.type for message in server.accepted]


def test_a_citizen_is_told_of_receipt_routing_and_answer(app: Application, server: RecordingMailServer) -> None:
    app.announce_events([received(), routed(), answered()])
    assert types(server) == ["case.received", "case.routed", "case.answered"]
    assert {message.recipient for message in server.accepted} == {"an@example.org"}


@pytest.mark.parametrize("order", list(permutations([received(), routed(), answered()])))
def test_the_order_in_which_events_come_does_not_matter(
    order: tuple[Event, ...], app: Application, server: RecordingMailServer, addressees: MemoryAddressees
) -> None:
    for event in order:
        app.announce_events([event])
    assert sorted(types(server)) == ["case.answered", "case.received", "case.routed"]
    assert not addressees.kept


def test_an_event_that_comes_again_is_not_announced_again(app: Application, server: RecordingMailServer) -> None:
    app.announce_events([received(), routed()])
    app.announce_events([received()])
    app.announce_events([routed(), answered(), answered()])
    assert set(server.times().values()) == {1}
    assert len(server.accepted) == 3


def extended(role: str) -> Event:
    """An agency has five more days."""
    data = CaseExtended(
        code=CODE,
        assignment=2,
        agency="so-xay-dung",
        agency_name="Sở Xây dựng",
        original_due_at=NOW,
        due_at=NOW + timedelta(days=5),
        reason="Chờ vật tư.",
        extended_at=NOW,
        by="desk:truong-ca",
        role=role,
    )
    return Event.of(data, source="/routing", subject=CODE, at=NOW, id=f"extended-{role}")


def test_what_a_coordinating_agency_is_asked_and_given_is_between_agencies(
    app: Application, server: RecordingMailServer
) -> None:
    app.announce_events([received(), routed(), routed(assignment=2, role="coordinating"), extended("coordinating")])
    assert types(server) == ["case.received", "case.routed"]
    app.announce_events([extended("lead")])
    assert types(server)[2:] == ["case.extended"]


def test_each_assignment_is_announced(app: Application, server: RecordingMailServer) -> None:
    app.announce_events([received(), routed(assignment=1), routed(assignment=2, agency_name="Sở Công Thương")])
    assert types(server).count("case.routed") == 2


@pytest.mark.parametrize(
    "contact",
    [
        None,  # nothing given
        Contact(name="Nguyễn Văn An", phone="+84905000011"),  # a telephone only
        Contact(name="Nguyễn Văn An", email=""),
        Contact(name="Nguyễn Văn An", email="1022@EXAMPLE.org"),  # our own address: two robots would talk for ever
    ],
)
def test_without_an_address_nothing_is_sent_and_nothing_held(
    contact: Contact | None,
    app: Application,
    ledger: MemoryLedger,
    addressees: MemoryAddressees,
) -> None:
    app.announce_events([routed()])
    app.announce_events([received(contact=contact), answered()])
    assert not ledger.messages
    assert not addressees.kept


def test_an_event_nobody_has_words_for_is_left_alone(app: Application, server: RecordingMailServer) -> None:
    published = CasePublished(code=CODE, agency="so-xay-dung", published_at=NOW, answered_event="e", path=f"/ca/{CODE}")
    app.announce_events([received(), Event.of(published, source="/publish", subject=CODE, at=NOW)])
    assert types(server) == ["case.received"]


def test_events_of_an_unknown_case_wait(app: Application, ledger: MemoryLedger, addressees: MemoryAddressees) -> None:
    app.announce_events([routed(), answered()])
    assert not ledger.messages
    assert len(addressees.kept[CODE]) == 2


def test_messages_are_written_in_the_citizens_language(app: Application, server: RecordingMailServer) -> None:
    app.announce_events([received(language="en"), routed()])
    assert [message.language for message in server.accepted] == ["en", "en"]
    assert "passed to" in server.accepted[1].text


def test_what_was_sent_stays_in_the_ledger(app: Application, ledger: MemoryLedger) -> None:
    app.announce_events([received()])
    (message,) = ledger.messages.values()
    assert message.state is State.SENT
    assert message.attempts == 1
    assert message.receipt == "250 queued"
    assert message.next_step_at is None
    assert message.key == f"{CODE}:{CODE}-received"
    assert message.message_id.startswith(f"1022.{CODE}.")
    assert message.message_id.endswith("@example.org")
