"""What `hotline parked show` lets people see."""

import json
from pathlib import Path

import pytest
from pika import BasicProperties

from services.kit.commands.parked import readable
from services.kit.commands.parking import _afresh
from services.kit.events import all_types

EXAMPLES = Path(__file__).parents[3] / "contracts" / "events"
CITIZENS = ("Nguyễn Văn An", "+84905000012", "an@example.org", "ổ gà rộng", "0012")


@pytest.mark.parametrize("cls", all_types().values(), ids=lambda cls: cls.TYPE)
def test_what_a_citizen_said_and_who_it_was_is_hidden(cls: type) -> None:
    body = (EXAMPLES / cls.TYPE / f"v{cls.VERSION}" / "example.json").read_bytes()
    shown = readable(body, full=False)
    data = json.dumps(json.loads(shown)["data"], ensure_ascii=False)
    assert not [words for words in CITIZENS if f'"{words}' in data or f" {words}" in data]


def test_all_is_shown_on_request() -> None:
    body = (EXAMPLES / "case.received" / "v1" / "example.json").read_bytes()
    assert json.loads(readable(body, full=True)) == json.loads(body)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[]", b"null", b'"Nguy\xe1\xbb\x85n V\xc4\x83n An"', b'{"data": "An"}'])
def test_what_is_no_event_is_told_by_its_size_only(body: bytes) -> None:
    shown = readable(body, full=False)
    assert str(len(body)) in shown
    assert "An" not in shown
    assert readable(body, full=True)


def test_a_replayed_event_keeps_key_and_sender_that_a_service_noted() -> None:
    noted = {"x-routing-key": "reply.answered.so-y-te", "x-user-id": "agency.so-y-te", "x-attempts": 4, "x-reason": "x"}
    afresh = _afresh(BasicProperties(message_id="1", headers=noted), "routing.replies")
    assert afresh.headers == {"x-routing-key": "reply.answered.so-y-te", "x-user-id": "agency.so-y-te"}
    assert afresh.user_id is None
