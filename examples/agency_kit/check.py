"""Kiểm tra kết nối với tổng đài trước khi chạy thật. / Check the connection before going live.

    python check.py

Says what is right (✓) and what is not (✗); exit code 0 when all is right. Nothing is changed: the test reply names a
case that does not exist, and the hotline's refusal of it proves both directions. Stop your own program meanwhile: it
would take the refusal away.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from handle import handle
from hotline import HERE, setting
from inbox import read, reply_to

Json = dict[str, Any]
NO_CASE = "0" * 13
SLUG = "unknown-case"
MOST_SKEW_SECONDS = 60
WAIT_SECONDS = 30


class Wrong(Exception):  # noqa: N818 - what it says
    """Something is not as it should be."""


def main() -> int:
    """Run all checks of this agency's way of delivery."""
    delivery = setting("DELIVERY")
    results = [run(name, check) for name, check in (*COMMON, *CHECKS[delivery])]
    good = all(results)
    print("Tất cả đúng. / All is right." if good else "Có chỗ sai, xem ✗. / Something is wrong, see ✗.")
    return 0 if good else 1


def run(name: str, check: Callable[[], None]) -> bool:
    """Run one check and say how it went."""
    try:
        check()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what the check has found
        why = str(error) if isinstance(error, Wrong) else f"{type(error).__name__}: {error}"
        print(f"✗ {name}\n    {why}")
        return False
    print(f"✓ {name}")
    return True


def examples_are_understood() -> None:
    """Every example can be read, and handled with replies that have what their schemas ask for."""
    for file in sorted((HERE / "examples").glob("*.json")):
        event = read(file.read_bytes())
        if file.stem.startswith("reply.") and file.stem != "reply.rejected":
            conforms(event)
            continue
        for number, (type_, data) in enumerate(handle(event)):
            conforms(reply_to(event, number, setting("AGENCY"), type_, data))


def conforms(reply: Json) -> None:
    """Raise `Wrong` where a reply lacks something. The library jsonschema, where installed, looks closer."""
    file = HERE / "schemas" / f"{reply['type']}.json"
    if not file.exists():
        raise Wrong(f"{reply['type']}: không phải loại trả lời / no type of reply")
    schema = json.loads(file.read_text("utf-8"))
    missing = {"id", "source", "data"} - reply.keys()
    missing |= set(schema["properties"]["data"].get("required", ())) - reply["data"].keys()
    if missing:
        raise Wrong(f"{reply['type']}: thiếu / missing {', '.join(sorted(missing))}")
    try:
        import jsonschema
    except ImportError:
        return
    whole = {"time": datetime.now(timezone.utc).isoformat(), **reply}  # noqa: UP017 - older Pythons too
    jsonschema.validate(whole, schema)


def test_reply() -> Json:
    """Return a reply to a case that does not exist, with an id that nobody else has."""
    about = {"id": str(uuid.uuid4()), "subject": NO_CASE}
    return reply_to(about, 0, setting("AGENCY"), "reply.accepted", {})


def is_refusal(event: Json, reply: Json) -> bool:
    """Return whether an event is the refusal of our test reply. Raises `Wrong` for another reason than expected."""
    if event["type"] != "reply.rejected" or event["data"]["reply"] != reply["id"]:
        return False
    if event["data"]["slug"] != SLUG:
        raise Wrong(f"{event['data']['slug']}: {event['data']['vi']} {event['data']['en']}")
    return True


def clock_agrees(theirs: datetime) -> None:
    """Raise `Wrong` where our clock is more than a minute off: signatures and time limits depend on it."""
    skew = abs((datetime.now(timezone.utc) - theirs).total_seconds())  # noqa: UP017
    if skew > MOST_SKEW_SECONDS:
        raise Wrong(f"đồng hồ lệch / the clock is off by {skew:.0f} s")


# --- AMQP ----------------------------------------------------------------------------------------------------------


def opened() -> Any:
    """Return an open connection."""
    import pika

    parameters = pika.URLParameters(setting("AMQP_URI"))
    parameters.socket_timeout, parameters.blocked_connection_timeout = 10, 10
    return pika.BlockingConnection(parameters)


def amqp_own_queue() -> None:
    """The own queue is there and may be read."""
    with opened() as connection:
        channel = connection.channel()
        tag = channel.basic_consume(f"agency.{setting('AGENCY')}", lambda *_: None)
        channel.basic_cancel(tag)


def amqp_is_refused(attempt: Callable[[Any], Any], what: str) -> None:
    """Raise `Wrong` where the broker allows what it must not."""
    from pika.exceptions import ChannelClosedByBroker

    with opened() as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        try:
            attempt(channel)
        except ChannelClosedByBroker:
            return
    raise Wrong(f"được phép / allowed: {what}")


def amqp_no_others() -> None:
    """Nothing but the own queue may be read, nothing but replies may be sent."""
    amqp_is_refused(lambda channel: channel.basic_get("routing.cases"), "routing.cases")
    amqp_is_refused(lambda channel: channel.basic_get(f"agency.{setting('AGENCY')}-khac"), "agency.…")
    amqp_is_refused(lambda channel: channel.basic_publish("cases", "case.answered.x", b"{}", mandatory=True), "cases")


def amqp_there_and_back() -> None:
    """A test reply goes out and its refusal comes back; what else waits is left where it is."""
    from agency import send

    reply = test_reply()
    with opened() as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        queue = f"agency.{setting('AGENCY')}"
        send(channel, setting("AGENCY"), reply)
        until = time.monotonic() + WAIT_SECONDS
        for method, _, body in channel.consume(queue, inactivity_timeout=1):
            if method and is_refusal(read(body), reply):
                channel.basic_ack(method.delivery_tag)
                clock_agrees(datetime.fromisoformat(json.loads(body)["data"]["rejected_at"].replace("Z", "+00:00")))
                return
            if time.monotonic() > until:
                break
    raise Wrong(f"không thấy lời từ chối trong {WAIT_SECONDS} giây / no refusal came within {WAIT_SECONDS} s")


# --- HTTP ----------------------------------------------------------------------------------------------------------


def http_key() -> None:
    """The key opens, and a wrong one does not."""
    import requests
    from pull import Hotline

    Hotline(setting("AGENCY_API"), setting("AGENCY_KEY")).fetch(wait=0)
    try:
        Hotline(setting("AGENCY_API"), "khong-phai-khoa").fetch(wait=0)
    except requests.HTTPError as refusal:
        if refusal.response.status_code == requests.codes.unauthorized:
            clock_agrees(parsedate_to_datetime(refusal.response.headers["Date"]))
            return
        raise
    raise Wrong("khóa sai mà vẫn vào được / a wrong key gets in")


def http_there_and_back() -> None:
    """A test reply is refused at once, and the refusal waits among the messages."""
    from pull import Hotline

    hotline, reply = Hotline(setting("AGENCY_API"), setting("AGENCY_KEY")), test_reply()
    for _ in range(2):  # a repeated reply gets the same answer
        answer = hotline.reply(reply)
        if (answer.status_code, answer.json().get("slug")) != (409, SLUG):
            raise Wrong(f"HTTP {answer.status_code}: {answer.text[:200]}")
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if any(came(hotline, reply)):
            return
        time.sleep(1)
    raise Wrong(f"không thấy lời từ chối trong {WAIT_SECONDS} giây / no refusal came within {WAIT_SECONDS} s")


def came(hotline: Any, reply: Json) -> Iterator[bool]:
    """Yield True for the refusal, whether it still waits or our webhook has stored it."""
    from hotline import open_inbox

    for event in hotline.fetch(wait=0):
        if is_refusal(event, reply):
            hotline.acknowledge([event["id"]])
            yield True
    yield setting("DELIVERY") == "webhook" and open_inbox().holds_refusal_of(reply["id"])


def webhook_signature() -> None:
    """What the hotline signs is believed; a changed letter, an old call and another secret are not."""
    from webhook import verified

    secret, now, body = setting("WEBHOOK_SECRET"), time.time(), Path(HERE / "examples/case.routed.json").read_bytes()
    head = {"webhook-id": "thu", "webhook-timestamp": str(int(now))}
    content = f"thu.{int(now)}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    head["webhook-signature"] = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    if not verified(head, body, secret, now):
        raise Wrong("chữ ký đúng mà không nhận / a good signature is refused")
    if verified(head, body + b" ", secret, now) or verified(head, body, secret, now + 3600):
        raise Wrong("chữ ký sai mà vẫn nhận / a bad signature is believed")


COMMON = (("Đọc được mọi ví dụ / every example is understood", examples_are_understood),)
HTTP = (
    ("Khóa và đồng hồ / key and clock", http_key),
    ("Gửi đi và nhận về / there and back", http_there_and_back),
)
CHECKS = {
    "amqp": (
        ("Đọc hàng đợi của đơn vị / the own queue", amqp_own_queue),
        ("Không có quyền nào khác / no other rights", amqp_no_others),
        ("Gửi đi, nhận về, đồng hồ / there and back, clock", amqp_there_and_back),
    ),
    "pull": HTTP,
    "webhook": (*HTTP, ("Chữ ký webhook / webhook signature", webhook_signature)),
}

if __name__ == "__main__":
    sys.exit(main())
