"""The chat channels as processes of their own, on a real broker and a real database."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests
from PIL import Image

from services.kit.events import MessageReported, MessageRequested
from tests.integration.intake.chat.chatting import (
    FACEBOOK,
    PAGE,
    TOKEN,
    WHOLE,
    ZALO,
    Citizen,
    facebook_post,
    said,
    teach,
    told,
)
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import free_port
from tests.waiting import eventually

pytestmark = pytest.mark.integration

INTAKE_ZALO = "services.intake.channels.zalo:IntakeZalo"
INTAKE_FACEBOOK = "services.intake.channels.facebook:IntakeFacebook"


def cases(mongo: Mongo) -> list[dict[str, Any]]:
    return list(mongo.database("intake")["cases"].find())


def receipts(mongo: Mongo) -> list[MessageRequested]:
    return [each for each in said(mongo) if "Mã phản ánh" in each.text]


def test_a_chat_on_zalo_becomes_a_case_and_its_files_come_along(start: Start, broker: Broker, mongo: Mongo) -> None:
    teach(broker)
    with start(INTAKE_ZALO, **ZALO) as process, files() as address:
        citizen = Citizen(process.url)
        photo = {"type": "image", "payload": {"url": f"{address}/photo.jpg"}}
        gone = {"type": "image", "payload": {"url": f"{address}/gone.jpg"}}
        assert citizen.say(WHOLE[0], attachments=[photo, gone]).status_code == 200
        for text in WHOLE[1:]:
            assert citizen.say(text).status_code == 200
        (case,) = eventually(lambda: cases(mongo))
        (receipt,) = eventually(lambda: receipts(mongo))
        figures = process.metrics()
    assert [each["media_type"] for each in case["data"]["attachments"]] == ["image/jpeg"]
    assert "ảnh không tải được" in case["data"]["text"]
    assert [entry["key"] for entry in case["outbox"]] == ["case.received.zalo"]
    assert case["_id"][:6] in receipt.text
    assert 'hotline_webhooks_total{channel="zalo",result="stored"} 5.0' in figures
    assert 'hotline_inbox_waiting{channel="zalo"}' in figures


def test_what_was_acknowledged_survives_the_process(start: Start, broker: Broker, mongo: Mongo) -> None:
    """Killed between the answer and the work, again and again, by a process beside it."""
    teach(broker)
    people = [f"citizen-{number}" for number in range(6)]
    with start(INTAKE_ZALO, **ZALO) as first, start(INTAKE_ZALO, **ZALO) as second:
        for place, text in enumerate(WHOLE):
            for name in people:
                taken = Citizen((first if place < 2 else second).url, name, sent=place).say(text)
                assert taken.status_code == 200
            if place == 1:
                first.kill()
        done = mongo.database("intake")["inbox"]
        # A thread that the dead process held is free again when its claim ends.
        eventually(lambda: done.count_documents({"state": "done"}) == 30, within=120)
    assert len(cases(mongo)) == len(people)
    assert sorted(each.recipient for each in receipts(mongo)) == people
    answered = [(each.recipient, each.reply_to) for each in said(mongo)]
    assert len(answered) == len(set(answered))
    assert sorted(case["data"]["contact"]["zalo"] for case in cases(mongo)) == people


def test_the_database_away_is_said_so_and_zalo_comes_again(start: Start, broker: Broker, mongo: Mongo) -> None:
    teach(broker)
    nowhere = f"mongodb://127.0.0.1:{free_port()}/?serverSelectionTimeoutMS=500"
    with start(INTAKE_ZALO, ready=False, **{**ZALO, "MONGO_URI": nowhere}) as process:
        (answer,) = eventually(lambda: _answers(process.url))
    assert (answer.status_code, answer.json()["slug"], answer.elapsed.total_seconds() < 2) == (503, "unavailable", True)


def test_facebook_batches_receipts_and_comments(start: Start, broker: Broker, mongo: Mongo) -> None:
    teach(broker)
    with start(INTAKE_FACEBOOK, **FACEBOOK) as process:
        between = {"sender": {"id": "citizen"}, "recipient": {"id": PAGE}}
        hello = {**between, "timestamp": 1, "message": {"mid": "m1", "text": WHOLE[0]}}
        chosen = {
            **between,
            "timestamp": 2,
            "message": {"mid": "m2", "text": "?", "quick_reply": {"payload": "#1022:group:-"}},
        }
        echo = {
            "sender": {"id": PAGE},
            "recipient": {"id": "citizen"},
            "message": {"mid": "e", "is_echo": True, "metadata": "t"},
        }
        comment = {"item": "comment", "verb": "add", "comment_id": "c1", "post_id": "p", "parent_id": "p"}
        asked = {**comment, "from": {"id": "someone"}, "message": "Đèn đường hỏng mấy tuần nay không ai sửa"}
        change = {"field": "feed", "value": asked}
        assert facebook_post(process.url, hello, chosen, echo, changes=[change]).status_code == 200
        assert facebook_post(process.url, hello, changes=[change]).status_code == 200
        eventually(lambda: len(told(mongo)) == 2 and any("ở đâu" in each.text for each in said(mongo)))
        shown = {"hub.mode": "subscribe", "hub.verify_token": TOKEN, "hub.challenge": "42"}
        assert requests.get(f"{process.url}/webhooks/facebook", params=shown, timeout=10).text == "42"
    (invitation,) = [each for each in told(mongo) if isinstance(each, MessageRequested)]
    (report,) = [each for each in told(mongo) if isinstance(each, MessageReported)]
    assert (invitation.recipient, "hỏng" in invitation.text) == ("comment:c1", False)
    assert (report.status, report.tracking, report.provider_id) == ("accepted", "t", "e")


def test_silence_files_what_was_said(start: Start, broker: Broker, mongo: Mongo) -> None:
    teach(broker)
    with start(INTAKE_ZALO, **ZALO, CHAT_STALL_MINUTES="0.02") as process:
        Citizen(process.url).say(WHOLE[0])
        (case,) = eventually(lambda: cases(mongo), within=20)
        eventually(lambda: receipts(mongo))
    assert case["client_key"] == "an-1:unasked"


def _answers(url: str) -> list[requests.Response]:
    """A process that does not listen yet answers nothing."""
    try:
        return [Citizen(url).say("Đèn đường hỏng.")]
    except requests.ConnectionError:
        return []


@contextmanager
def files() -> Iterator[str]:
    """Serve one photograph."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Photo)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Photo(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/photo.jpg" else 404)
        self.end_headers()
        if self.path == "/photo.jpg":
            content = io.BytesIO()
            Image.new("RGB", (64, 48), "orange").save(content, "JPEG")
            self.wfile.write(content.getvalue())

    def log_message(self, *_: Any) -> None:
        pass
