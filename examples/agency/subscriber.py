"""Nhận phản ánh từ tổng đài 1022 qua AMQP và trả lời. Chép tệp này và viết lại hàm `handle`.

Receives cases from the 1022 hotline over AMQP and replies. Copy this file and rewrite `handle`.

    AGENCY=so-y-te AMQP_URI=amqps://agency.so-y-te:…@broker:5671/%2F python subscriber.py
"""

import json
import logging
import os
import random
import signal
import time
import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError

Json = dict[str, Any]
log = logging.getLogger("agency")
AGENCY = os.environ["AGENCY"]
QUEUE = USER = f"agency.{AGENCY}"
PREFETCH = 20
NEWS = {
    "case.due_soon",
    "case.overdue",
    "case.resumed",
    "case.extended",
    "case.moved",
    "case.withdrawn",
    "contribution.routed",
    "extension.refused",
}
LONGEST_PAUSE = 30  # seconds between attempts to connect


def handle(case: Json) -> Iterator[tuple[str, Json]]:
    """Trả lời một phản ánh: viết lại hàm này. / Reply to one case: this is the function to rewrite.

    Yield (type, data) of each reply:

      reply.accepted             {}
      reply.answered             {answer, outcome, proof, scheduled_for, files}
      reply.returned             {reason, suggestion}     không thuộc trách nhiệm / not ours
      reply.info_requested       {question}               hỏi lại người dân; đồng hồ dừng / the clock stands still
      reply.extension_requested  {due_at, reason}         xin gia hạn / more time
      reply.progressed           {stage, note}            bước tiếp theo / a step of a case with known steps

    A fault that is `fixed` needs `proof` (a document's number) or `files`; `scheduled` needs `scheduled_for`. Where
    `case["role"]` is `coordinating`, another agency leads: what you answer is your part, `case["task"]`.

    It may run twice for the same case; replies to the same event must then be the same.
    """
    print(f"{case['code']}  hạn/due {case['due_at']}  {case['title']}", flush=True)
    yield "reply.accepted", {}
    answer = f"{case['agency_name']} đã kiểm tra và xử lý xong phản ánh «{case['title']}». Cảm ơn ông/bà."
    yield "reply.answered", {"answer": answer, "outcome": "fixed", "proof": f"Biên bản kiểm tra {case['code']}"}


def supplemented(addition: Json) -> None:
    """Người dân bổ sung cho phản ánh đơn vị đang xử lý. / A citizen added to a case you have; no reply is needed."""
    print(f"{addition['code']}  bổ sung/added {addition['number']}  {addition['text']}", flush=True)


def told(news: Json) -> None:
    """Tin về phản ánh: sắp hết hạn, được gia hạn, người dân đã rút, … / News of a case you have; no reply is needed."""
    print(f"{news['code']}  {news.get('contribution') or news.get('reason') or news.get('due_at')}", flush=True)


def rejected(refusal: Json) -> None:
    """Tổng đài không nhận một trả lời: báo cho người phụ trách. / The hotline refused a reply: tell a person."""
    log.error("reply %s refused: %s", refusal["reply"], refusal["vi"])


def reply_to(event: Json, type_: str, data: Json) -> Json:
    """Return a reply in a CloudEvents 1.0 envelope.

    Its id follows from the event it replies to, so a reply sent twice is recognised and counted once.
    """
    return {
        "specversion": "1.0",
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{event['id']}/{type_}")),
        "source": f"/agency/{AGENCY}",
        "type": type_,
        "subject": event["subject"],
        "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),  # noqa: UP017 - Python 3.9 runs this too
        "datacontenttype": "application/json",
        "dataschema": f"{type_}/1",
        **{name: event[name] for name in ("traceparent",) if event.get(name)},
        "data": {"code": event["subject"], **data},
    }


def send(channel: BlockingChannel, reply: Json) -> None:
    """Publish and return once the broker has stored it; raise when it has not."""
    properties = pika.BasicProperties(
        content_type="application/cloudevents+json",
        delivery_mode=2,
        message_id=reply["id"],
        user_id=USER,  # the broker checks it: nobody else can answer in your name
    )
    body = json.dumps(reply, ensure_ascii=False).encode()
    channel.basic_publish("replies", f"{reply['type']}.{AGENCY}", body, properties, mandatory=True)


def receive(channel: BlockingChannel, method: Any, _: Any, body: bytes) -> None:
    """Handle one message. It is acknowledged last: if this program dies before, the message comes again."""
    event = json.loads(body)
    if event["type"] == "case.routed":
        for type_, data in handle(event["data"]):
            send(channel, reply_to(event, type_, data))
    elif event["type"] == "supplement.routed":
        supplemented(event["data"])
    elif event["type"] == "reply.rejected":
        rejected(event["data"])
    elif event["type"] in NEWS:
        told(event["data"])
    # Other types may be added one day: pass over what you do not know.
    channel.basic_ack(method.delivery_tag)


def consume() -> None:
    """Consume until the connection is lost."""
    parameters = pika.URLParameters(os.environ["AMQP_URI"])
    parameters.heartbeat, parameters.blocked_connection_timeout = 30, 60
    with pika.BlockingConnection(parameters) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_qos(prefetch_count=PREFETCH)
        channel.basic_consume(QUEUE, receive)
        log.info("consuming %s", QUEUE)
        channel.start_consuming()


def main() -> None:
    """Consume for ever; after a lost connection, or an error of yours, wait a little longer each time."""
    logging.basicConfig(level="INFO", format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("pika").setLevel("CRITICAL")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    pause = 1.0
    while True:
        started = time.monotonic()
        try:
            consume()
        except KeyboardInterrupt:
            return
        except Exception as error:
            pause = 1.0 if time.monotonic() - started > 60 else min(pause * 2, LONGEST_PAUSE)
            ours = not isinstance(error, (AMQPError, OSError))
            log.warning("stopped (%s), again in %.0f s", type(error).__name__, pause, exc_info=ours)
            time.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - spreads reconnections, keeps no secret


if __name__ == "__main__":
    main()
