"""Merging, requests and reports by the real process: two replicas, one killed, and every event told once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest

from tests.integration.notify.smtp_server import HANG
from tests.integration.notify.test_process import CODES, Post
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import answered, received, reported, requested, routed
from tests.waiting import eventually

pytestmark = pytest.mark.integration

SOME = CODES[:10]
HISTORY = [make(code) for make in (received, routed, answered) for code in SOME]


@pytest.fixture
def post(broker: Broker, mongo: Mongo, start: Start) -> Iterator[Post]:
    post = Post(broker, mongo, start)
    yield post
    post.close()


def told(post: Post) -> Counter[tuple[str, str]]:
    """How often each case was told of its receipt, its agency and its answer, in whatever mail."""
    found: Counter[tuple[str, str]] = Counter()
    for wire in post.smtp.accepted:
        mail = cast(EmailMessage, message_from_bytes(wire, policy=policy.default))
        words = mail.get_body(("plain",))
        assert words
        text = words.get_content()
        code = re.sub(" ", "", re.search(r"Mã phản ánh: ([\d ]+)", text)[1])  # type: ignore[index]
        for what in ("đã nhận", "được chuyển đến", "đã trả lời"):
            found[code, what] += what in text
    return found


def all_told_once(post: Post) -> bool:
    counts = told(post)
    assert set(counts.values()) == {1}
    return len(counts) == 3 * len(SOME)


def test_two_replicas_tell_every_event_once_though_one_is_killed(post: Post) -> None:
    window = {"MERGE_WINDOW_SECONDS": "3"}
    with post.notify(**window) as first, post.notify(**window):
        post.publish(*reversed(HISTORY))
        eventually(lambda: len(post.smtp.accepted) > len(SOME))
        first.kill()
        first.wait()
        post.publish(*HISTORY)
        eventually(lambda: all_told_once(post), within=30)
    assert set(post.times().values()) == {1}


def test_killed_while_it_sends_merged_mail_it_tells_everything_once(post: Post) -> None:
    window = {"MERGE_WINDOW_SECONDS": "2"}
    with post.notify(**window) as process:
        post.publish(*[received(code) for code in SOME], *[routed(code) for code in SOME])
        eventually(lambda: post.states() == {"sent": len(SOME), "deferred": len(SOME)})
        post.smtp.replies, post.smtp.swallow = {"END": HANG}, True
        post.publish(*[answered(code) for code in SOME])
        eventually(lambda: post.states()["merged"] > 0)
        process.kill()
        process.wait()
    post.smtp.replies, post.smtp.swallow = {}, False
    with post.notify(**window):
        eventually(lambda: all_told_once(post), within=30)


def test_a_request_is_mailed_and_a_bounce_is_taken(post: Post) -> None:
    asked = requested(channel="email", recipient="an@example.org", subject="Thư", text="Xin gửi lại.", code=CODES[0])
    with post.notify():
        post.publish(asked, asked)
        eventually(lambda: post.states() == {"sent": 1})
        (message,) = post.database["messages"].find()
        post.publish(reported("failed", tracking=message["message_id"], reason="550 no such user"))
        eventually(lambda: post.states() == {"undeliverable": 1})
    assert len(post.smtp.accepted) == 1
