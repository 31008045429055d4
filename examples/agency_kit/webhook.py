"""Webhook: tổng đài gọi tới, chương trình kiểm tra chữ ký và lưu lại. / The hotline calls; check, store. No library.

python webhook.py            # listens on PORT (8022); put a reverse proxy with https before it
"""

import base64
import hashlib
import hmac
import json
import logging
import os
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from handle import handle
from hotline import for_ever, open_inbox, setting
from inbox import Inbox, Json, NotAnEvent, read

log = logging.getLogger("webhook")
TOLERANCE_SECONDS = 300
MOST_BYTES = 1024 * 1024
REFUSED = (409, 422)


def verified(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> bool:
    """Return whether the hotline has signed this call, a short while ago (Standard Webhooks)."""
    id_, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not moment.isdigit() or abs(now - int(moment)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = hmac.new(key, f"{id_}.{moment}.".encode() + body, hashlib.sha256).digest()
    wanted = "v1," + base64.b64encode(expected).decode()
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(each.encode(), wanted.encode()) for each in given)


def receiver(inbox: Inbox, secret: str) -> type[BaseHTTPRequestHandler]:
    """Return a handler that stores what is signed, and then answers 204. Safe to be called twice for one message."""

    class Receiver(BaseHTTPRequestHandler):
        timeout = 20

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not length.isdigit() or int(length) > MOST_BYTES:
                self._answer(413)
                return
            self._answer(self._stored(self.rfile.read(int(length))))

        def _stored(self, body: bytes) -> int:
            headers = {name.lower(): value for name, value in self.headers.items()}
            if not verified(headers, body, secret, time.time()):
                return 401
            try:
                inbox.keep(read(body))
            except NotAnEvent:
                return 400
            return 204

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """The body may name a citizen; nothing of a call is logged."""

    return Receiver


def post(url: str, key: str, reply: Json) -> int:
    """Send one reply and return the status: 202, or refused for good. Raises OSError for everything else."""
    request = urllib.request.Request(  # noqa: S310 - the hotline's address, from our own settings
        f"{url}/replies",
        data=json.dumps(reply, ensure_ascii=False).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/cloudevents+json"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        if refusal.code in REFUSED:
            log.warning("reply %s refused: %s", reply["id"], json.load(refusal).get("slug"))
            return refusal.code
        raise


def work(inbox: Inbox, url: str, key: str) -> None:
    """Deal with what came, and send what is to be sent."""
    inbox.work(handle)
    for reply in inbox.unsent():
        post(url, key, reply)
        inbox.sent(reply)
    time.sleep(1)


def main() -> None:
    """Listen in one thread, work in another."""
    inbox = open_inbox()
    place = (os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8022")))
    server = ThreadingHTTPServer(place, receiver(inbox, setting("WEBHOOK_SECRET")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for_ever(lambda: work(inbox, setting("AGENCY_API"), setting("AGENCY_KEY")))


if __name__ == "__main__":
    main()
