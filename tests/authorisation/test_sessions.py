"""A browser comes in with a whole, living session of an account that is there, and changes nothing by accident."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.authorisation.knocking import ask, is_kept_out, slug_of
from tests.authorisation.sessions import OWING, WORTHLESS
from tests.authorisation.table import NOBODY, SESSION, TABLE, TOKEN, Door
from tests.authorisation.town import CLOSED, Caller, Town, form_token

pytestmark = pytest.mark.integration

DESK = [door for door in TABLE if door.service == "routing"]
AT_WORK = [door for door in DESK if door.means == "session or token"]
ABOUT_ONESELF = [door for door in DESK if door.means == "session"]
#: What a browser changes without anything but the cookie that it sends along by itself.
CHANGING = [door for door in DESK if door.method != "GET" and door.means in ("session or token", "session", "anyone")]


def browser(town: Town, cookie: str) -> FlaskClient:
    """Return one with a session's cookie."""
    client = town.client("routing", Caller(None, NOBODY))
    client.set_cookie("desk", cookie)
    return client


def open_doors(client: FlaskClient, doors: list[Door]) -> list[str]:
    """Return those of the doors that open for a browser, its forms being in order."""
    token = form_token(client)
    return [str(door) for door in doors if not is_kept_out(ask(client, door, token), door)]


@pytest.mark.parametrize("kind", WORTHLESS)
def test_a_session_that_is_worth_nothing_opens_nothing(town: Town, kind: str) -> None:
    assert open_doors(browser(town, WORTHLESS[kind](town)), [*AT_WORK, *ABOUT_ONESELF]) == []


@pytest.mark.parametrize("kind", OWING)
def test_whoever_owes_something_first_reaches_the_pages_about_themselves_only(town: Town, kind: str) -> None:
    client = browser(town, OWING[kind](town))
    assert open_doors(client, AT_WORK) == []
    assert client.get("/tai-khoan").status_code == 200


def test_whoever_must_set_up_a_second_factor_is_led_there(town: Town) -> None:
    client = browser(town, OWING["without a second factor"](town))
    assert client.get("/desk/users").headers["Location"] == "/tai-khoan/ma"
    assert client.get("/tai-khoan/ma").status_code == 200


@pytest.mark.parametrize("door", CHANGING, ids=lambda door: f"{door.method} {door.path}")
def test_without_the_token_of_a_form_a_cookie_changes_nothing(town: Town, door: Door) -> None:
    answers = [ask(town.client("routing", Caller(role, SESSION)), door, None) for role in sorted(door.roles)]
    assert {(answer.status_code, slug_of(answer)) for answer in answers} == {(400, "stale-form")}


@pytest.mark.parametrize("door", CHANGING, ids=lambda door: f"{door.method} {door.path}")
def test_the_token_of_somebody_else_s_form_is_none(town: Town, door: Door) -> None:
    role = next(iter(sorted(door.roles)))
    theirs = form_token(town.client("routing", Caller(role, SESSION)))
    answer = ask(town.client("routing", Caller(role, SESSION)), door, theirs)
    assert (answer.status_code, slug_of(answer)) == (400, "stale-form")


def test_the_token_of_a_closed_account_opens_nothing_anywhere(town: Town) -> None:
    came_in = []
    for door in TABLE:
        if TOKEN in door.means:
            client = town.client(door.service, Caller(CLOSED, TOKEN))
            token = form_token(client) if door.service == "routing" else None
            came_in += [] if is_kept_out(ask(client, door, token), door) else [str(door)]
    assert came_in == []
