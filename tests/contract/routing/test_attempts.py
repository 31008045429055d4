"""Contract of the port `Attempts`, run against MongoDB and against the fake that unit tests use."""

from datetime import timedelta

import pytest

from services.routing.adapters.mongo_signing_in import MongoSignInAttempts
from services.routing.domain.guessing import REMEMBERED, Tries
from tests.unit.routing.builders import NOON
from tests.unit.routing.signing_in.fakes import MemoryAttempts

LATER = NOON + timedelta(minutes=1)


@pytest.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
def attempts(request):
    if request.param == "memory":
        return MemoryAttempts()
    made = MongoSignInAttempts(request.getfixturevalue("mongo").database("attempts"))
    made.prepare()
    return made


def test_wrong_tries_are_counted_by_key_with_the_moment_of_the_last(attempts):
    attempts.add(["pair:a", "name:a"], NOON)
    attempts.add(["pair:b", "name:a"], LATER)
    assert attempts.find(["pair:a", "name:a", "name:c"], LATER) == {
        "pair:a": Tries(1, NOON),
        "name:a": Tries(2, LATER),
    }


def test_they_are_forgotten_an_hour_after_the_last_one_and_begin_anew(attempts):
    attempts.add(["name:a"], NOON)
    attempts.add(["name:a"], LATER)
    gone = LATER + REMEMBERED
    assert attempts.find(["name:a"], gone - timedelta(seconds=1)) == {"name:a": Tries(2, LATER)}
    assert attempts.find(["name:a"], gone) == {}
    attempts.add(["name:a"], gone)
    assert attempts.find(["name:a"], gone) == {"name:a": Tries(1, gone)}


def test_whoever_was_right_has_none_left_and_others_keep_theirs(attempts):
    attempts.add(["pair:a", "pair:b"], NOON)
    attempts.clear(["pair:a"])
    assert attempts.find(["pair:a", "pair:b"], NOON) == {"pair:b": Tries(1, NOON)}
