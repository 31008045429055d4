"""Where the door leads, and what counts as somebody being there."""

import pytest
from flask import Flask

from services.routing.web.desk_session import is_local, somebody_is_there


@pytest.mark.parametrize(
    ("wanted", "ours"),
    [
        ("/desk", True),
        ("/desk/cases/2611230000001?lang=en#answer", True),
        ("/%0d%0aSet-Cookie:x", True),  # stays text
        ("", False),
        ("desk", False),
        ("https://evil.example/", False),
        ("//evil.example/", False),
        ("/\\evil.example", False),
        ("\\\\evil.example", False),
        ("javascript:alert(1)", False),
        ("/\tevil.example", False),
        ("/x\r\nSet-Cookie: a=b", False),
        (" //evil.example", False),
        ("//[", False),  # not even an address
        ("/" + "x" * 600, False),
    ],
)
def test_nobody_is_led_to_another_site(wanted, ours):
    assert is_local(wanted) == ours


@pytest.mark.parametrize(
    ("method", "headers", "there"),
    [
        ("GET", {}, True),
        ("GET", {"Accept": "text/html,*/*;q=0.8"}, True),
        ("POST", {"HX-Request": "true"}, True),
        ("GET", {"HX-Request": "true"}, False),  # a list that looks for news every half minute
        ("GET", {"Accept": "text/event-stream"}, False),
    ],
)
def test_a_page_that_fetches_news_by_itself_is_nobody(method, headers, there):
    with Flask("test").test_request_context("/desk", method=method, headers=headers):
        assert somebody_is_there() == there
