"""Reports as of an instant, over HTTP on a real database: the bytes of then, whatever was recorded since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from flask.testing import FlaskClient
from pymongo.database import Database

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.reporting.web.site import create_site
from services.reporting.wiring import Application, build
from tests.servers.mongo import Mongo
from tests.unit.reporting.builders import local
from tests.unit.reporting.lives import lives
from tests.unit.reporting.site import SETTINGS

pytestmark = pytest.mark.integration
ADDRESSES = [
    f"/api/reports/{dimension}{form}?month=2026-11"
    for dimension in ("agency", "category", "channel", "month")
    for form in ("", ".csv")
]


@pytest.fixture
def clock() -> FixedClock:
    """The morning of the 20th."""
    return FixedClock(local("2026-11-20 08:00"))


@pytest.fixture
def application(mongo: Mongo, clock: FixedClock) -> Application:
    """The service as it is, but for its clock."""
    database: Database[Any] = mongo.database("reporting")
    return build(replace(SETTINGS, mongo_uri=mongo.uri), database=database, clock=clock)


@pytest.fixture
def told(application: Application, clock: FixedClock) -> Callable[[list[Event], str], None]:
    """Let the service be told of events at a local time, and count them."""

    def tell(events: list[Event], at: str) -> None:
        clock.at = local(at)
        application.record_facts(application.archiving.keep(events))
        while application.follow():
            pass

    return tell


def answers(client: FlaskClient, as_of: str | None = None) -> list[bytes]:
    """Return the bytes of every report."""
    extra = f"&as_of={as_of}" if as_of else ""
    found = [client.get(address + extra) for address in ADDRESSES]
    assert {answer.status_code for answer in found} == {200}
    return [answer.data for answer in found]


def test_a_report_of_then_has_the_bytes_of_then(
    application: Application, clock: FixedClock, told: Callable[[list[Event], str], None]
) -> None:
    client, (first, *others) = create_site(application).test_client(), lives(5)
    told(first, "2026-11-20 08:00")
    clock.at = local("2026-11-20 09:00")
    then = answers(client)
    told(list(chain.from_iterable(others)), "2026-11-21 08:00")
    told(first, "2026-11-22 08:00")
    assert answers(client) != then
    assert answers(client, "2026-11-20T09:00") == then


@pytest.mark.parametrize(
    ("as_of", "slug", "status"),
    [
        ("x", "invalid", 422),
        ("", "invalid", 422),
        ("2026-06-31", "not-an-instant", 404),
        ("2026-11-20T08:00", "instant-not-settled", 404),
        ("2199-12-31T23:59-14:00", "instant-not-settled", 404),
    ],
)
def test_what_is_no_instant_is_refused(application: Application, as_of: str, slug: str, status: int) -> None:
    answer = create_site(application).test_client().get(f"/api/reports/agency?as_of={as_of}")
    assert answer.json is not None
    assert (answer.status_code, answer.json["slug"]) == (status, slug)
