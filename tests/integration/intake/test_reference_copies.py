"""The copies of catalogue and accounts that services keep: any order and any repetition of events ends the same."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kit.events import AccountChanged, CatalogChanged, Event
from services.kit.storage.accounts import MongoAccounts
from services.kit.storage.catalog import MongoCatalog
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import MONDAY

pytestmark = pytest.mark.integration
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def catalog(version: int) -> Event:
    data = CatalogChanged(version=version, province="gialai", catalog={"province": {"version": version}})
    return Event.of(data, source="/routing", subject="gialai", at=MONDAY)


def account(change: tuple[str, int, str, bool]) -> Event:
    name, minutes, token, active = change
    data = AccountChanged(
        name=name,
        role="operator",
        agency=None,
        token_sha256=token,
        active=active,
        changed_at=MONDAY + timedelta(minutes=minutes),
    )
    return Event.of(data, source="/routing", subject=name, at=data.changed_at)


# Few names and few minutes, so that changes meet, also in the same minute.
CHANGES = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.sampled_from("xyz"), st.booleans()), min_size=1, max_size=8
)


@few
@given(CHANGES.flatmap(lambda changes: st.tuples(st.just(changes), st.permutations(changes + changes))))
def test_accounts_end_the_same_in_any_order(mongo: Mongo, histories: tuple[list[Any], list[Any]]) -> None:
    ends = []
    for number, history in enumerate(histories):
        database = mongo.database(f"history_{number}")
        database["accounts"].delete_many({})
        accounts = MongoAccounts(database)
        for change in history[::2]:
            accounts.record([account(change)])
        accounts.record([account(change) for change in history[1::2]])
        ends.append({token: accounts.find(token) for token in "xyz"})
        ends.append(sorted(database["accounts"].find(), key=lambda each: str(each["_id"])))
    assert ends[:2] == ends[2:]


@few
@given(st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_the_newest_catalogue_wins_in_any_order(mongo: Mongo, versions: list[int]) -> None:
    database = mongo.database("catalogues")
    database["catalog"].delete_many({})
    copy = MongoCatalog(database)
    assert copy.current() is None
    copy.record([catalog(version) for version in versions[::2]])
    for version in versions[1::2]:
        copy.record([catalog(version)])
    assert copy.version() == max(versions)
    assert copy.province() == {"version": max(versions)}


def test_a_removed_account_is_not_found(mongo: Mongo) -> None:
    accounts = MongoAccounts(mongo.database("intake"))
    accounts.record([account(("a", 0, "x", True))])
    assert accounts.find("x") is not None
    accounts.record([account(("a", 1, "x", False))])
    assert accounts.find("x") is None


def test_an_unchanged_catalogue_is_not_read_again(mongo: Mongo) -> None:
    copy = MongoCatalog(mongo.database("intake"))
    copy.record([catalog(1)])
    first = copy.current()
    copy.record([catalog(1)])
    assert copy.current() is first
