"""Connecting agencies: credentials shown once, old ones for a while, nothing lost by a change."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.usecases.gateway.connect_agency import ConnectAgency
from services.routing.usecases.gateway.ports import Arrived
from tests.unit.routing.builders import NOON
from tests.unit.routing.gateway.fakes import MemoryConnections, MemoryMessages

URL = "https://example.org/1022"


@pytest.fixture
def connect() -> ConnectAgency:
    return ConnectAgency(MemoryConnections(), MemoryMessages(), FixedClock(NOON))


def opens(connect, key):
    return connect.connections.of_key(hashlib.sha256(key.encode()).hexdigest(), connect.clock.now()) is not None


def test_a_key_is_shown_once_and_kept_as_a_hash(connect):
    shown = connect.add("xa", "pull")
    assert opens(connect, shown.key)
    assert connect.add("xa", "pull").key is None
    assert shown.key not in repr(connect.known("xa"))
    assert shown.key not in repr(shown)


def test_an_old_key_opens_until_its_grace_is_over_and_no_longer_when_it_is_renewed_again(connect):
    first = connect.add("xa", "webhook", URL)
    second = connect.renew("xa", timedelta(days=7))
    connect.clock.at += timedelta(days=1)
    third = connect.renew("xa", timedelta(days=7))
    assert all(opens(connect, each.key) for each in (first, second, third))
    assert connect.known("xa").signing(connect.clock.now()) == (third.secret, second.secret, first.secret)
    connect.clock.at += timedelta(days=6)
    assert [opens(connect, each.key) for each in (first, second, third)] == [False, True, True]
    assert connect.known("xa").signing(connect.clock.now()) == (third.secret, second.secret)


@pytest.mark.parametrize(
    "url",
    [None, "", "http://example.org/", "https://", "ftp://example.org", "https://ai:do@example.org/", "example.org"],
)
def test_a_webhook_needs_an_address_that_is_safe(connect, url):
    with pytest.raises(Rejected, match="no-webhook-url"):
        connect.add("xa", "webhook", url)
    assert connect.connections.all() == []


def test_what_waits_here_is_not_left_behind_by_a_change(connect):
    connect.add("xa", "pull")
    connect.messages.keep([Arrived(agency="xa", id="1", type="case.routed", body="{}")], NOON)
    for attempt in (lambda: connect.add("xa", "amqp"), lambda: connect.remove("xa", force=False)):
        with pytest.raises(Rejected, match="messages-waiting"):
            attempt()
    shown = connect.add("xa", "webhook", URL)  # both ways are fed from here
    assert shown.secret is not None
    assert connect.remove("xa", force=True)
    assert connect.messages.heaps() == {}


def test_who_is_not_connected_cannot_be_renewed(connect):
    with pytest.raises(Rejected, match="not-connected"):
        connect.renew("xa", timedelta())
