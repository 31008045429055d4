"""News on real servers: who hears what, what was missed, how many may listen, and that nobody holds up the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from time import monotonic

import orjson
import pytest

from services.kit.clock import SystemClock
from services.routing.domain.policies import Actor
from services.routing.usecases.listing.news import MOST_OF_ONE
from services.routing.usecases.requests import Accept, Return
from tests.integration.routing.listing.newsroom import Newsroom
from tests.unit.routing.builders import code, received
from tests.unit.routing.catalogs import LOCAL

pytestmark = pytest.mark.integration
OFFICER = Actor("desk:can-bo-phuong", LOCAL, "agency_officer")


def heard(lines: Iterator[str], state: str) -> str:
    """Return the code of the next news of that state; fails after `SOON` of silence."""
    for line in lines:
        if line.startswith("data:"):
            news = orjson.loads(line.removeprefix("data:"))
            assert set(news) == {"code", "state"}
            if news["state"] == state:
                return str(news["code"])
    raise AssertionError("the stream ended")


def test_a_change_is_heard_by_whom_it_concerns_and_nobody_else(room: Newsroom) -> None:
    with room.listening("operator") as centre, room.listening("ward") as ward, room.listening("health") as health:
        for each in (centre, ward, health):
            assert heard(each, "again") == ""  # the stream has begun
        room.application.act_on_case(code(1), Accept(), OFFICER)
        assert heard(centre, "accepted") == code(1)
        assert heard(ward, "accepted") == code(1)
        room.application.route_cases([received(3, category="y-te", received_at=SystemClock().now())])
        # The first it hears of is its own case: of the ward's it was told nothing.
        news = next(line for line in health if line.startswith("data:"))
        assert orjson.loads(news.removeprefix("data:"))["code"] == code(3)


def test_whoever_loses_a_case_hears_that_it_is_gone_and_not_where_to(room: Newsroom) -> None:
    with room.listening("ward") as ward:
        assert heard(ward, "again") == ""
        room.application.act_on_case(code(1), Return("Không thuộc thẩm quyền.", None), OFFICER)
        assert heard(ward, "gone") == code(1)


@pytest.mark.parametrize("how", ["since", "Last-Event-ID"])
def test_what_a_page_has_missed_is_told_at_once(room: Newsroom, how: str) -> None:
    now = SystemClock().now()
    with room.listening("operator") as first:
        assert heard(first, "again") == ""  # from here on, a new stream begins with silence
        earlier, later = now - timedelta(minutes=5), now + timedelta(minutes=5)
        for moment, expected in ((earlier, True), (later, False)):
            number = f"{moment.timestamp() * 1000:.0f}"
            asked = {"since": number} if how == "since" else {"headers": {"Last-Event-ID": number}}
            with room.listening("operator", **asked) as lines:
                room.application.act_on_case(code(2 if expected else 1), Accept(), OFFICER)
                news = next(line for line in lines if line.startswith("data:"))
                assert (orjson.loads(news.removeprefix("data:"))["state"] == "again") is expected


def test_one_account_cannot_listen_from_everywhere(room: Newsroom) -> None:
    with ExitStack() as pages:
        for _ in range(MOST_OF_ONE):
            pages.enter_context(room.listening("ward"))
        with pytest.raises(AssertionError, match="503"), room.listening("ward"):
            pass
        pages.enter_context(room.listening("health"))


def test_open_streams_do_not_hold_up_the_end_of_the_process(room: Newsroom) -> None:
    with room.listening("operator"), room.listening("ward"):
        before = monotonic()
        room.process.terminate()
        assert room.process.wait(20) == 0
        assert monotonic() - before < 8
