"""Small things from the database, kept in memory for a few seconds."""

import pytest
from pymongo.errors import AutoReconnect

from services.kit.storage.remembered import Remembered


class Source:
    """A value that can change and a database that can be away; counts how often it is read."""

    def __init__(self) -> None:
        self.value = 1
        self.away = False
        self.reads = 0
        self.seconds = 0.0

    def load(self) -> int:
        self.reads += 1
        if self.away:
            raise AutoReconnect
        return self.value


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def remembered(source: Source) -> Remembered[int]:
    return Remembered(source.load, 3.0, lambda: source.seconds)


def test_a_young_copy_is_not_read_again(source: Source, remembered: Remembered[int]) -> None:
    assert [remembered.get() for _ in range(5)] == [1] * 5
    assert source.reads == 1


def test_an_old_copy_is_read_again(source: Source, remembered: Remembered[int]) -> None:
    remembered.get()
    source.value, source.seconds = 2, 3.0
    assert remembered.get() == 2


def test_what_was_just_changed_is_read_at_once(source: Source, remembered: Remembered[int]) -> None:
    remembered.get()
    source.value = 2
    remembered.forget()
    assert remembered.get() == 2


def test_while_the_database_is_away_the_old_copy_serves(source: Source, remembered: Remembered[int]) -> None:
    remembered.get()
    source.away, source.seconds = True, 10.0
    assert [remembered.get() for _ in range(5)] == [1] * 5
    assert source.reads == 2
    source.away, source.value, source.seconds = False, 2, 13.0
    assert remembered.get() == 2


def test_without_any_copy_the_outage_is_told(source: Source, remembered: Remembered[int]) -> None:
    source.away = True
    with pytest.raises(AutoReconnect):
        remembered.get()
    source.away = False
    assert remembered.get() == 1
