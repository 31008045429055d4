"""A citizen who chats with a running process over its provider's webhook."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import Any

import requests

from services.kit.events import CatalogChanged, Event, MessageRequested, decode
from services.kit.messaging import declare
from tests.integration.intake.test_processes import publish
from tests.servers.broker import Broker
from tests.servers.mongo import Mongo
from tests.unit.intake.fakes import CATALOG, MONDAY

APP, OA, OA_SECRET = "4018276351882233445", "2837461529384756102", "oa-secret-for-tests-only"
PAGE, APP_SECRET, TOKEN = "104857261938475", "app-secret-for-tests-only", "verify-token-for-tests-only"

COMMON = {
    "SECRET_KEY": "for tests",
    "FILES_KEY": "for tests of files",
    "RATE_LIMIT": "",
    "PUBLIC_URL": "http://portal.test",
    "ATTACHMENT_HOSTS": "127.0.0.1",
    "ATTACHMENTS_INSECURE": "true",
}
ZALO = {**COMMON, "ZALO_APP_ID": APP, "ZALO_OA_ID": OA, "ZALO_OA_SECRET": OA_SECRET}
FACEBOOK = {
    **COMMON,
    "FACEBOOK_PAGE_ID": PAGE,
    "FACEBOOK_APP_SECRET": APP_SECRET,
    "FACEBOOK_VERIFY_TOKEN": TOKEN,
}
#: Everything an exchange needs, when nothing is to be chosen.
WHOLE = ("Đèn đường hỏng trước số 12 Hùng Vương.", "không rõ", "không rõ", "không cần", "gửi")


@dataclass
class Citizen:
    """One person on Zalo. Every message has its own id and its own, growing time."""

    url: str
    name: str = "an"
    sent: int = 0
    sessions: requests.Session = field(default_factory=requests.Session)

    def say(self, text: str = "", *, id_: str = "", **message: Any) -> requests.Response:
        self.sent += 1
        whole = {"msg_id": id_ or f"{self.name}-{self.sent}", **({"text": text} if text else {}), **message}
        return self.deliver("user_send_text", message=whole)

    def deliver(self, event_name: str, **more: Any) -> requests.Response:
        """Deliver an event until it is taken, as Zalo does."""
        now = str(int(time.time() * 1000) - 60_000 + self.sent)
        event = {"app_id": APP, "event_name": event_name, "timestamp": now, "sender": {"id": self.name}}
        body = json.dumps({**event, "recipient": {"id": OA}, **more}, ensure_ascii=False).encode()
        mac = hashlib.sha256(APP.encode() + body + now.encode() + OA_SECRET.encode()).hexdigest()
        return self.sessions.post(
            f"{self.url}/webhooks/zalo", data=body, headers={"X-ZEvent-Signature": f"mac={mac}"}, timeout=20
        )


def facebook_post(url: str, *items: Any, changes: Any = ()) -> requests.Response:
    """Deliver one batch of the page."""
    batch = {"object": "page", "entry": [{"id": PAGE, "messaging": list(items), "changes": list(changes)}]}
    body = json.dumps(batch).encode()
    signature = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return requests.post(
        f"{url}/webhooks/facebook", data=body, headers={"X-Hub-Signature-256": f"sha256={signature}"}, timeout=20
    )


def teach(broker: Broker) -> None:
    """Declare the topology and publish the catalogue."""
    declare.apply(broker.amqp_uri)
    data = CatalogChanged(version=1, province="gialai", catalog=CATALOG)
    publish(broker, Event.of(data, source="/routing", subject="gialai", at=MONDAY), "gialai")


def said(mongo: Mongo) -> list[MessageRequested]:
    """Return what the channels want said, in no order between citizens."""
    kept = mongo.database("intake")["conversations"].find()
    return [decode(each["body"]).data for document in kept for each in document.get("outbox", ())]


def told(mongo: Mongo) -> list[Any]:
    """Return what belongs to no conversation."""
    kept = mongo.database("intake")["announcements"].find()
    return [decode(each["body"]).data for document in kept for each in document["outbox"]]
