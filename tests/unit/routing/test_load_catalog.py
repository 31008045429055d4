"""Putting a catalogue in force: checked, numbered, told once."""

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected, Retryable
from services.routing.usecases.load_catalog import LoadCatalog, Loaded
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCatalogs


def load_into(catalogs, problems=()):
    return LoadCatalog(catalogs, lambda _: list(problems), FixedClock(NOON))


def test_the_first_catalogue_is_version_one_and_told_whole():
    catalogs = MemoryCatalogs()
    assert load_into(catalogs)(snapshot()) == Loaded(1, is_new=True)
    [told] = [event.data for event in catalogs.events]
    assert (told.version, told.province, told.catalog) == (1, "gialai", snapshot())


def test_the_same_content_makes_no_new_version():
    catalogs = MemoryCatalogs()
    load_into(catalogs)(snapshot())
    assert load_into(catalogs)(snapshot()) == Loaded(1, is_new=False)
    assert len(catalogs.events) == 1


def test_other_content_is_the_next_version():
    catalogs = MemoryCatalogs()
    load_into(catalogs)(snapshot())
    assert load_into(catalogs)(snapshot(rules=[])) == Loaded(2, is_new=True)
    assert [event.data.version for event in catalogs.events] == [1, 2]


def test_a_service_that_lost_its_copy_can_be_told_again():
    catalogs = MemoryCatalogs()
    load_into(catalogs)(snapshot())
    assert load_into(catalogs)(snapshot(), spread=True) == Loaded(1, is_new=False)
    assert [event.data.version for event in catalogs.events] == [1, 1]


def test_a_catalogue_with_problems_is_not_put_in_force():
    catalogs = MemoryCatalogs()
    with pytest.raises(Rejected) as refused:
        load_into(catalogs, ["hai quy tắc cùng thứ tự"])(snapshot())
    assert refused.value.slug == "catalog-invalid"
    assert refused.value.details["problems"] == ["hai quy tắc cùng thứ tự"]
    assert catalogs.newest() is None


class Contested(MemoryCatalogs):
    """Somebody else is always faster."""

    def add(self, *_):
        return False


def test_who_loses_the_race_for_a_version_hears_of_it():
    with pytest.raises(Retryable):
        load_into(Contested())(snapshot())
