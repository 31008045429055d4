"""How often one address may call."""

import pytest
from flask import Flask

from services.kit.web import limit_posts, limit_rate
from services.kit.web.limits import MOST_ADDRESSES, Windows

STRANGER = {"REMOTE_ADDR": "203.0.113.7"}


class Now:
    """A clock that stands still until moved."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def test_an_address_that_calls_too_often_is_asked_to_wait() -> None:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=limit_rate("2 per minute")(lambda: "fine"))
    client = app.test_client()
    assert [client.get("/", environ_base=STRANGER).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/", environ_base=STRANGER).headers["Retry-After"] == "60"
    assert client.get("/", environ_base={"REMOTE_ADDR": "203.0.113.8"}).status_code == 200


def test_callers_on_this_machine_are_not_limited() -> None:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=limit_rate("1 per minute")(lambda: "fine"))
    client = app.test_client()
    assert [client.get("/").status_code for _ in range(3)] == [200] * 3


def test_reading_is_free_where_only_sending_is_limited() -> None:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "fine", methods=["GET", "POST"])
    limit_posts(app, "1 per minute")
    client = app.test_client()
    assert [client.post("/", environ_base=STRANGER).status_code for _ in range(2)] == [200, 429]
    assert [client.get("/", environ_base=STRANGER).status_code for _ in range(5)] == [200] * 5


def test_no_rate_means_no_limit_and_a_wrong_one_is_found_at_start() -> None:
    assert limit_rate("")(len) is len
    with pytest.raises(ValueError, match="couldn't parse"):
        limit_rate("often")


def test_a_window_ends() -> None:
    now = Now()
    windows = Windows(now)
    assert [windows.incr("a", 60), windows.incr("a", 60)] == [1, 2]
    now.seconds += 60
    assert windows.get("a") == 0
    assert windows.incr("a", 60) == 1


def test_addresses_without_end_do_not_fill_the_memory() -> None:
    now = Now()
    windows = Windows(now)
    for number in range(MOST_ADDRESSES):
        windows.incr(str(number), 60 if number else 600)
    now.seconds += 120
    windows.incr("one more", 60)
    assert windows.reset() == 2
