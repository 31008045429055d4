"""AMQP: nhận từ hàng đợi của cơ quan và trả lời. / Receive from the agency's queue and reply. Needs pika.

python agency.py
"""

import json
import logging
from typing import Any

import pika
from handle import handle
from hotline import for_ever, open_inbox, setting
from inbox import Inbox, Json, NotAnEvent, read
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError

log = logging.getLogger("agency")
PREFETCH = 50


class Away(OSError):  # noqa: N818 - what the broker is
    """The broker is away, or has closed the connection."""


def consume(inbox: Inbox, agency: str, uri: str) -> None:
    """Receive, work and reply until the connection is lost. Raises `Away`."""
    parameters = pika.URLParameters(uri)
    parameters.heartbeat, parameters.blocked_connection_timeout = 60, 60
    try:
        with pika.BlockingConnection(parameters) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            channel.basic_qos(prefetch_count=PREFETCH)
            channel.basic_consume(f"agency.{agency}", lambda *message: receive(inbox, *message))
            log.info("consuming agency.%s", agency)
            while True:
                connection.process_data_events(time_limit=1)
                inbox.work(handle)
                for reply in inbox.unsent():
                    send(channel, agency, reply)
                    inbox.sent(reply)
    except AMQPError as error:
        raise Away(type(error).__name__) from error


def receive(inbox: Inbox, channel: BlockingChannel, method: Any, _: Any, body: bytes) -> None:
    """Store, then acknowledge: if this program dies in between, the message comes again."""
    try:
        inbox.keep(read(body))
    except NotAnEvent:
        # The hotline puts it aside for a person to look at; it does not come again.
        channel.basic_nack(method.delivery_tag, requeue=False)
        return
    channel.basic_ack(method.delivery_tag)


def send(channel: BlockingChannel, agency: str, reply: Json) -> None:
    """Publish, and return once the broker has stored it; raise when it has not."""
    properties = pika.BasicProperties(
        content_type="application/cloudevents+json",
        delivery_mode=2,
        message_id=reply["id"],
        user_id=f"agency.{agency}",  # the broker checks it: nobody else can answer in your name
    )
    body = json.dumps(reply, ensure_ascii=False).encode()
    channel.basic_publish("replies", f"{reply['type']}.{agency}", body, properties, mandatory=True)


if __name__ == "__main__":
    own_inbox = open_inbox()
    for_ever(lambda: consume(own_inbox, setting("AGENCY"), setting("AMQP_URI")))
