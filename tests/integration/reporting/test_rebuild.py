"""The figures made anew from the archive, on a real database: the same bytes, nothing lost, nothing twice."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pymongo.database import Database

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.kit.failures import Rejected
from services.kit.storage.leases import MongoLeases
from services.reporting.adapters.mongo_archive import MongoArchive
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.adapters.rebuilding.bytes_of import canonical
from services.reporting.adapters.rebuilding.crew import OneHand
from services.reporting.adapters.rebuilding.fold_stretch import FoldStretch
from services.reporting.adapters.rebuilding.making import catch_up, made
from services.reporting.adapters.rebuilding.projections import PROJECTIONS, recording
from services.reporting.domain.comparison import Comparison
from services.reporting.usecases.archiving.archive_events import ArchiveEvents
from services.reporting.usecases.archiving.rebuild import Rebuild
from services.reporting.usecases.archiving.stretch import Stretch
from tests.servers.mongo import Mongo
from tests.unit.reporting.builders import local
from tests.unit.reporting.histories import shuffled_and_repeated
from tests.unit.reporting.lives import lives

pytestmark = pytest.mark.integration
NOW = local("2026-11-23 16:00")
QUIET = lambda _done, _about: None  # noqa: E731 - nobody looks at the bar


@pytest.fixture
def database(mongo: Mongo) -> Database[Any]:
    """An empty database, ready."""
    found = mongo.database("reporting")
    MongoArchive(found).ensure_collection()
    MongoFactSheets(found).ensure_indexes()
    return found


class Running:
    """A service that is told of events: it archives them and records their facts."""

    def __init__(self, database: Database[Any]) -> None:
        self.clock = FixedClock(NOW)
        self._archive = ArchiveEvents(MongoArchive(database), self.clock)
        self._record = recording(database)

    def told(self, events: Sequence[Event]) -> None:
        """Archive, then record."""
        self._record(self._archive(events))


def rebuild(database: Database[Any], crew: Any = None) -> Rebuild:
    """Return the use case, with a crew of its own where one is given."""
    return made(database, crew or OneHand(FoldStretch(database, MongoArchive(database), PROJECTIONS)), FixedClock(NOW))


def contents(database: Database[Any]) -> dict[str, bytes]:
    """Return what is in use, by key."""
    return {each["_id"]: canonical(each) for each in database["facts"].find()}


class Interrupting:
    """A crew that lets something happen after each stretch."""

    def __init__(self, database: Database[Any], happening: Callable[[], None]) -> None:
        self._fold = FoldStretch(database, MongoArchive(database), PROJECTIONS)
        self._happening = happening

    def fold(self, stretches: Sequence[Stretch], *, write: bool) -> Iterator[Comparison]:
        """Fold, and let it happen."""
        for stretch in stretches:
            yield self._fold(stretch, write=write)
            self._happening()

    def again(self, named: Any) -> Comparison:
        """Look again."""
        return self._fold.again(named)


def test_what_is_made_anew_is_the_same_to_the_byte(database: Database[Any]) -> None:
    running, events = Running(database), list(chain.from_iterable(lives(40)))
    random.Random(3).shuffle(events)
    for start in range(0, len(events), 7):
        running.told(events[start : start + 7] + events[start // 2 : start // 2 + 2])
    before = contents(database)
    found = rebuild(database)(QUIET)
    assert contents(database) == before
    assert (found.differing, found.documents, found.events) == (0, 40, len(events))
    assert found.digest == found.live_digest == rebuild(database).check(QUIET).live_digest


def test_it_has_the_indexes_of_what_was_in_use(database: Database[Any]) -> None:
    Running(database).told(lives(2)[0])
    before = database["facts"].index_information()
    rebuild(database)(QUIET)
    assert database["facts"].index_information() == before
    assert "changed" in before


def test_a_check_names_what_differs_and_changes_nothing(database: Database[Any]) -> None:
    Running(database).told(list(chain.from_iterable(lives(5))))
    codes = sorted(contents(database))
    database["facts"].update_one({"_id": codes[0]}, {"$set": {"received.channel": "zalo"}})
    database["facts"].delete_one({"_id": codes[1]})
    database["facts"].insert_one({"_id": "9999999999999"})
    before = contents(database)
    found = rebuild(database).check(QUIET)
    assert {each.key for each in found.named} == {codes[0], codes[1], "9999999999999"}
    assert (found.differing, found.poorer) == (3, 1)
    assert contents(database) == before


def test_what_was_spoilt_is_right_again_and_whoever_follows_changes_is_told(
    database: Database[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also whoever has seen everything that changed until after the case was folded."""
    running = Running(database)
    running.clock.at = NOW - timedelta(days=1)
    running.told(list(chain.from_iterable(lives(5))))
    right = contents(database)
    spoilt = min(right)
    database["facts"].update_one({"_id": spoilt}, {"$set": {"received.channel": "zalo"}})
    making, seen = rebuild(database), [NOW]

    def look_round(_: Any) -> None:
        seen.append(max(each["changed"] for each in database["rebuilding.facts"].find()))

    monkeypatch.setattr(type(making.workshop), "finish", look_round)
    making(QUIET)
    assert contents(database) == right
    after = seen[-1] + timedelta(milliseconds=1)
    assert {each["_id"] for each in database["facts"].find({"changed": {"$gte": after}})} == {spoilt}


def test_where_too_many_differ_to_be_named_all_are_marked(
    database: Database[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.reporting.domain.comparison.NAMED", 2)
    monkeypatch.setattr("services.reporting.adapters.rebuilding.workshop.PORTION", 2)
    running, made_at = Running(database), []
    running.clock.at = NOW - timedelta(days=1)
    running.told(list(chain.from_iterable(lives(5))))
    database["facts"].delete_many({})
    making = rebuild(database)

    def look_round(_: Any) -> None:
        made_at.append(max(each["changed"] for each in database["rebuilding.facts"].find()))

    monkeypatch.setattr(type(making.workshop), "finish", look_round)
    assert making(QUIET).differing == 5
    assert database["facts"].count_documents({"changed": {"$gt": made_at[0]}}) == 5


def test_nothing_is_lost_of_what_arrives_meanwhile(database: Database[Any]) -> None:
    """Events come before a stretch is read, after it was read, and about cases nobody had heard of."""
    running, waiting = Running(database), list(chain.from_iterable(lives(60)))
    random.Random(5).shuffle(waiting)
    running.told(waiting[:100])
    coming = iter(waiting[100:])
    found = rebuild(database, Interrupting(database, lambda: running.told([*_some(coming)])))(QUIET)
    running.told(list(coming))
    assert found.differing == 0
    assert rebuild(database).check(QUIET).differing == 0
    assert len(contents(database)) == 60


def _some(events: Iterator[Event]) -> Iterator[Event]:
    for _, event in zip(range(3), events, strict=False):
        yield event


@pytest.mark.parametrize("step", ["finish", "put_in_use", "caught_up"])
def test_whoever_is_killed_on_the_way_loses_nothing(
    database: Database[Any], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    running, events = Running(database), list(chain.from_iterable(lives(20)))
    running.told(events[:60])
    making = rebuild(database)
    real = getattr(making.workshop, step)

    def killed(*arguments: Any) -> None:
        running.told(events[60:])
        real(*arguments) if step == "put_in_use" else None
        raise KeyboardInterrupt

    monkeypatch.setattr(type(making.workshop), step, lambda _self, *arguments: killed(*arguments))
    with pytest.raises(KeyboardInterrupt):
        making(QUIET)
    monkeypatch.undo()
    catch_up(database)()
    assert rebuild(database).check(QUIET).differing == 0
    assert catch_up(database)() is False
    assert rebuild(database)(QUIET).differing == 0


def test_what_the_archive_does_not_know_is_not_thrown_away(database: Database[Any]) -> None:
    running, (old, new) = Running(database), lives(2)
    recording(database)(old)
    running.told(new)
    before = contents(database)
    with pytest.raises(Rejected, match="archive-incomplete"):
        rebuild(database)(QUIET)
    assert contents(database) == before
    assert [name for name in database.list_collection_names() if name.startswith("rebuilding")] == []
    rebuild(database)(QUIET, lose=True)
    assert set(contents(database)) == {new[0].subject}


def test_only_one_rebuilds_at_a_time(database: Database[Any]) -> None:
    Running(database).told(lives(1)[0])
    MongoLeases(database).taken("rebuild", NOW, NOW + timedelta(minutes=2))
    with pytest.raises(Rejected, match="rebuild-running"):
        rebuild(database)(QUIET)


def test_one_after_the_other_waits_for_nothing(database: Database[Any]) -> None:
    Running(database).told(lives(1)[0])
    assert rebuild(database)(QUIET).documents == rebuild(database)(QUIET).documents == 1


def test_an_empty_archive_makes_nothing(database: Database[Any]) -> None:
    assert rebuild(database)(QUIET) == Comparison()
    assert contents(database) == {}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shuffled_and_repeated())
def test_any_history_in_any_order_is_made_anew_to_the_byte(
    database: Database[Any], histories: tuple[list[Event], list[Event]]
) -> None:
    database["archive"].delete_many({})
    database["facts"].delete_many({})
    running = Running(database)
    for event in histories[1]:
        running.told([event])
    found = rebuild(database).check(QUIET)
    assert (found.differing, found.digest) == (0, found.live_digest)
