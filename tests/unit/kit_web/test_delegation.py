"""Acting on somebody's behalf: for a minute, at one service, while the account is active there."""

import time
from collections.abc import Callable

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from services.kit.storage.accounts import Account
from services.kit.web.auth import token_hash
from services.kit.web.delegation import delegated, name_in
from tests.unit.kit_web.probe import OneOperator, site

KEY = "shared by the desk and the hotline"


class NamedOperator(OneOperator):
    """Knows one account by name too."""

    def named(self, name: str) -> Account | None:
        return Account("truc-01", "operator", None, token_hash("right")) if name == "truc-01" else None


def ask(token: str, key: str = KEY) -> int:
    app = site(accounts=NamedOperator(), desk_key=key)
    return app.test_client().get("/api/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_whoever_is_signed_in_at_the_desk_is_known_here() -> None:
    assert ask(delegated("truc-01", "probe", KEY)) == 200


# Made while a test runs: a token holds the second it was made in, and workers must name their tests alike.
OTHERS: dict[str, Callable[[], str]] = {
    "no account here, or not any more": lambda: delegated("truc-02", "probe", KEY),
    "meant for another service": lambda: delegated("truc-01", "publish", KEY),
    "made by somebody who does not know the key": lambda: delegated("truc-01", "probe", KEY + "?"),
    "cut short": lambda: delegated("truc-01", "probe", KEY)[:-1],
    "empty": lambda: "desk.",
    "a name alone": lambda: "desk.truc-01",
    "a list for a name": lambda: "desk." + URLSafeTimedSerializer(KEY, salt="delegation/probe").dumps(["truc-01"]),
}


@pytest.mark.parametrize("token", OTHERS.values(), ids=OTHERS)
def test_any_other_token_opens_nothing(token: Callable[[], str]) -> None:
    assert ask(token()) == 401


def test_without_a_key_nobody_acts_on_anybody_s_behalf() -> None:
    assert ask(delegated("truc-01", "probe", ""), key="") == 401


@pytest.mark.parametrize(("age", "name"), [(0, "truc-01"), (59, "truc-01"), (62, None), (3_600, None)])
def test_a_token_is_old_after_a_minute(monkeypatch: pytest.MonkeyPatch, age: int, name: str | None) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(TimestampSigner, "get_timestamp", lambda _: int(time.time()) - age)
        token = delegated("truc-01", "probe", KEY)
    assert name_in(token, "probe", KEY) == name
