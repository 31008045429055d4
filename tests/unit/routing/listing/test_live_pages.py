"""A stream of news ends with the right to hear them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import g

from services.kit.web.auth import authenticate
from services.routing.domain.policies import Actor
from services.routing.usecases.listing.news import Listener, NewsRoom, Stir
from services.routing.web.live_pages import is_still_in, news
from tests.unit.routing.catalogs import HEALTH, LOCAL
from tests.unit.routing.site import DeskSite

BEAT = 0.01
TOLD = Stir("1", "accepted", (LOCAL,))


@pytest.fixture
def room() -> NewsRoom:
    return NewsRoom()


@pytest.fixture
def ward(room: NewsRoom) -> Listener:
    found = room.enter(Actor("desk:can-bo-phuong", LOCAL, "agency_officer"))
    assert found
    return found


def test_whoever_may_listen_goes_on_hearing(room: NewsRoom, ward: Listener) -> None:
    stream = _begun(room, ward, [True] * 9)
    ward.hear(TOLD)
    assert '"accepted"' in next(stream)
    assert next(stream) == ": still here\n\n"


def test_whoever_was_let_go_hears_nothing_more_even_of_what_came_meanwhile(room: NewsRoom, ward: Listener) -> None:
    stream = _begun(room, ward, [True, False])
    assert next(stream) == ": still here\n\n"
    assert list(stream) == []


def test_the_end_of_the_process_ends_the_stream(room: NewsRoom, ward: Listener) -> None:
    stream = _begun(room, ward, [True] * 9)
    room.closed = True
    assert list(stream) == []


def test_an_account_that_is_closed_is_not_still_in() -> None:
    with _signed_in("ward") as site:
        assert is_still_in()
        site.application.close_account("can-bo-phuong")
        assert not is_still_in()


def test_whoever_was_moved_to_another_agency_does_not_go_on_hearing_of_the_old_one() -> None:
    with _signed_in("ward"):
        g.account = replace(g.account, agency=HEALTH)
        assert not is_still_in()


@contextmanager
def _signed_in(who: str) -> Iterator[DeskSite]:
    site = DeskSite()
    with site.app.test_request_context("/desk/live", headers={"Authorization": f"Bearer {site.tokens[who]}"}):
        g.account = authenticate()
        yield site


def _begun(room: NewsRoom, listener: Listener, answers: list[bool]) -> Iterator[str]:
    stream = news(room, listener, lambda: False, iter(answers).__next__, BEAT)
    assert next(stream).startswith("retry:")
    return stream
