"""Every door of every service, tried by everybody: it opens for whom docs/permissions.md says, and for nobody else."""

from __future__ import annotations

import pytest

from tests.authorisation.knocking import is_kept_out, knock
from tests.authorisation.observing import callers, let_in
from tests.authorisation.table import TABLE, Door
from tests.authorisation.town import Caller, Town

pytestmark = pytest.mark.integration

every_door = pytest.mark.parametrize("door", TABLE, ids=lambda door: f"{door.service} {door.method} {door.path}")


@every_door
def test_a_door_opens_for_whom_the_page_says(town: Town, door: Door) -> None:
    allowed = {each for each in callers(door.service) if door.opens_for(each.role, each.way)}
    came_in = let_in(town, door)
    assert not came_in - allowed, f"came in, and must not: {_names(came_in - allowed)}"
    assert not allowed - came_in, f"was kept out, and must not be: {_names(allowed - came_in)}"


SHOWN = [
    door
    for door in TABLE
    if (door.service, door.method) == ("routing", "GET") and door.means in ("session", "session or token")
]


@pytest.mark.parametrize("door", SHOWN, ids=lambda door: door.path)
def test_who_may_look_sees_something(town: Town, door: Door) -> None:
    """A door that opens on nothing would prove nothing about who may come in."""
    there = [each for each in callers("routing") if door.opens_for(each.role, each.way)]
    answers = {str(each): knock(town, door, each) for each in there}
    nothing = {who: answer.status for who, answer in answers.items() if answer.status_code >= 400}
    # Where another process is asked, it is away.
    assert set(nothing.values()) <= {"503 SERVICE UNAVAILABLE"}, nothing


GUARDED = [door for door in TABLE if door.means in ("session or token", "token", "token or desk", "agency key")]
_STRANGER = Caller(None, "nobody")


@pytest.mark.parametrize("door", GUARDED, ids=lambda door: f"{door.service} {door.method} {door.path}")
def test_strangers_learn_nothing_of_what_could_be_asked(town: Town, door: Door) -> None:
    """Who they are is asked before what they sent is read."""
    answer = knock(town, door, _STRANGER, query_string={"page": "x", "state": "x"}, **_rubbish(door))
    assert is_kept_out(answer, door), answer.get_data(as_text=True)


def _rubbish(door: Door) -> dict[str, object]:
    return {"data": b"{", "content_type": "application/json"} if "/api/" in door.path and door.method != "GET" else {}


def _names(who: set[Caller] | frozenset[Caller]) -> str:
    return ", ".join(sorted(map(str, who)))
