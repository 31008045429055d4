"""What other sites include: readable in a frame, small, and the only thing of ours that may be framed."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from tests.unit.publish.builders import CODE, Portal, a_case
from tests.unit.publish.site import a_site

FRAMES = ("/nhung/o-dem", "/nhung/bang-hieu")


@pytest.fixture
def client() -> Any:
    portal = Portal(public_url="https://1022.example.org")
    portal.app.on_cases(a_case().history())
    portal.app.ledger.append()
    return a_site(portal).test_client()


@pytest.mark.parametrize("path", FRAMES)
def test_frames_may_stand_on_any_page_and_nothing_else_is_loosened(client: Any, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors *" in policy and "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")


def test_no_other_page_may_be_framed(client: Any) -> None:
    rules = [rule for rule in client.application.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = {re.sub(r"<[^>]*>", CODE, str(rule.rule)) for rule in rules} - set(FRAMES)
    assert len(paths) > 20
    for path in sorted(paths):
        answer = client.get(path)
        assert answer.headers.getlist("X-Frame-Options") == ["DENY"], path
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path


def test_a_frame_that_is_refused_is_not_framed(client: Any) -> None:
    assert client.post(FRAMES[0]).headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nhung/o-dem", "đã trả lời"),
        ("/nhung/o-dem?lang=en", "answered"),
        ("/nhung/bang-hieu", "(0269) 1022"),
        ("/nhung/bang-hieu", "https://1022.example.org/tra-cuu"),
    ],
)
def test_frames_say_what_they_are_for(client: Any, path: str, words: str) -> None:
    assert words in client.get(path).text


@pytest.mark.parametrize("path", FRAMES)
def test_links_in_a_frame_lead_out_of_it(client: Any, path: str) -> None:
    links = re.findall(r"<a [^>]*>", client.get(path).text)
    assert links and all('target="_top"' in link for link in links)


def test_the_picture_is_one(client: Any) -> None:
    answer = client.get("/nhung/huy-hieu.svg")
    assert answer.mimetype == "image/svg+xml"
    picture = fromstring(answer.data)
    assert picture.get("aria-label") == f"1022: {picture.findtext('{*}title', '').removeprefix('1022: ')}"
    assert "câu trả lời" in str(picture.get("aria-label"))


def test_what_is_to_be_copied_leads_to_what_there_is(client: Any) -> None:
    page = client.get("/nhung").text
    pieces = [unescape(each) for each in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)]
    assert len(pieces) == 3
    for piece in pieces:
        source = re.search(r'src="https://1022\.example\.org(/[^"]*)"', piece)
        assert source and client.get(source[1]).status_code == 200
        assert 'title="' in piece or 'alt="' in piece
