"""An agency that answers every case at once, over AMQP, as cheaply as Python can.

    AMQP_URI=… python -m bench.agency AGENCY ARRIVALS_FILE

Appends `code <tab> seconds when it arrived` (monotonic clock) to the file, for the latency figures.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import orjson
from amqp import Message
from kombu import Connection

PREFETCH = 500
ANSWER = "Đơn vị đã cử tổ kỹ thuật kiểm tra và thay bóng đèn bị hỏng tại vị trí phản ánh; hệ thống đã sáng trở lại."
PROOF = "Biên bản nghiệm thu 12/BB-CSĐT"


class Agency:
    """Reads its queue and answers."""

    def __init__(self, name: str, channel: Any, arrivals: IO[str]) -> None:
        self._name = name
        self._channel = channel
        self._arrivals = arrivals
        self._taken: list[Message] = []

    def take(self, message: Message) -> None:
        """Note the arrival. No answer from here: publishing reads from the connection and would come back here."""
        self._taken.append(message)
        event = orjson.loads(message.body)
        if event["type"] == "case.routed":
            self._arrivals.write(f"{event['subject']}\t{time.monotonic():.6f}\n")

    def answer(self) -> None:
        """Answer and acknowledge what was taken."""
        together, self._taken = self._taken, []
        for message in together:
            event = orjson.loads(message.body)
            if event["type"] == "reply.rejected":
                raise SystemExit(f"refused: {event['data']}")
            if event["type"] != "case.routed":
                continue
            key = f"reply.answered.{self._name}"
            self._channel.basic_publish(self._reply(event), exchange="replies", routing_key=key)
        if together:
            self._channel.basic_ack(together[-1].delivery_info["delivery_tag"], multiple=True)
            self._arrivals.flush()

    def _reply(self, event: dict[str, Any]) -> Message:
        code = event["subject"]
        body = {
            "specversion": "1.0",
            "id": f"reply-{event['id']}",
            "source": f"/agency/{self._name}",
            "type": "reply.answered",
            "subject": code,
            "time": event["time"],
            "dataschema": "reply.answered/1",
            "data": {"code": code, "answer": ANSWER, "outcome": "fixed", "proof": PROOF},
        }
        return Message(
            orjson.dumps(body),
            content_type="application/cloudevents+json",
            delivery_mode=2,
            user_id=f"agency.{self._name}",
            message_id=body["id"],
        )


def main(name: str, file: str) -> None:
    """Answer until ended."""
    with Connection(os.environ["AMQP_URI"]) as connection, Path(file).open("a") as arrivals:
        channel: Any = connection.channel()
        agency = Agency(name, channel, arrivals)
        channel.basic_qos(0, PREFETCH, False)
        channel.basic_consume(f"agency.{name}", callback=agency.take)
        while True:
            with suppress(TimeoutError, socket.timeout):
                connection.drain_events(timeout=0.02)
            agency.answer()


if __name__ == "__main__":
    main(*sys.argv[1:])
