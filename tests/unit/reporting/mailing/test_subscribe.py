"""What may be subscribed to, and what is refused with which word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from services.kit.failures import Rejected
from services.reporting.domain.asking import TableName
from services.reporting.domain.mailing.subscription import Every, Form
from services.reporting.usecases.mailing.subscribe import Subscribe, Wish
from tests.unit.reporting.builders import local
from tests.unit.reporting.mailing.stand import Stand

WISH = Wish(
    address="lanh.dao@example.org", tables=(TableName.UNIT,), forms=(Form.XLSX,), every=Every.WEEK, on=1, hour=7
)


@pytest.fixture
def stand() -> Stand:
    """Nothing yet."""
    return Stand()


@pytest.fixture
def subscribe(stand: Stand) -> Subscribe:
    """The use case on it."""
    return Subscribe(stand.subscriptions, stand.clock)


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        ({"address": "lanh.dao"}, "not-an-address"),
        ({"address": "a@b"}, "not-an-address"),
        # A second header, or a second recipient, is no address.
        ({"address": "a@example.org\nBcc: b@example.org"}, "not-an-address"),
        ({"address": "a@example.org, b@example.org"}, "not-an-address"),
        ({"address": "a" * 250 + "@example.org"}, "not-an-address"),
        ({"on": 8}, "not-a-day"),
        ({"on": 0}, "not-a-day"),
        ({"every": Every.DAY, "on": 2}, "not-a-day"),
        ({"every": Every.MONTH, "on": 29}, "not-a-day"),
        ({"hour": 24}, "not-an-hour"),
        ({"hour": -1}, "not-an-hour"),
        ({"tables": ()}, "no-tables"),
        ({"forms": ()}, "no-tables"),
        ({"tables": (TableName.UNIT, TableName.PERSON)}, "not-by-mail"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_is_kept(
    stand: Stand, subscribe: Subscribe, change: dict[str, Any], slug: str
) -> None:
    with pytest.raises(Rejected, match=slug):
        subscribe("x", replace(WISH, **change))
    assert stand.subscriptions.all() == []


def test_the_same_table_twice_is_sent_once(subscribe: Subscribe) -> None:
    assert subscribe("x", replace(WISH, tables=(TableName.UNIT, TableName.UNIT))).tables == (TableName.UNIT,)


def test_stopping_keeps_it_and_resuming_begins_anew(stand: Stand, subscribe: Subscribe) -> None:
    subscribe("x", WISH)
    assert not subscribe.stop("x").active
    stand.at("2026-12-15 09:00")
    resumed = subscribe.resume("x")
    assert (resumed.active, resumed.begins_at) == (True, local("2026-12-15 09:00"))


def test_resuming_what_was_never_stopped_changes_nothing(stand: Stand, subscribe: Subscribe) -> None:
    made = subscribe("x", WISH)
    stand.at("2026-12-15 09:00")
    assert subscribe.resume("x") == made


def test_what_is_not_there_cannot_be_stopped(subscribe: Subscribe) -> None:
    with pytest.raises(Rejected, match="no-such-subscription"):
        subscribe.stop("x")
