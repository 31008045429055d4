"""What a gateway delivers, on memory: whatever stands in a signed delivery is stored or refused, never an error."""

import hashlib
import hmac
from typing import Any

import orjson
import pytest

from services.intake.usecases.take_texts import INBOX
from services.intake.web.sms_webhook import sms_site
from services.intake.wiring.sms import SmsParts, with_texts
from tests.contract.channels.worlds import in_memory
from tests.unit.intake.fakes import MONDAY
from tests.unit.intake.gate_fakes import InMemoryCounters
from tests.unit.intake.inboxes import InMemoryInbox
from tests.unit.intake.sms.text_fakes import SECRET, FindableCases, InMemoryTexts, sms_settings

AN = "0905000012"


def delivered(inbox: InMemoryInbox, **changes: Any) -> int:
    """Return what a signed delivery is answered."""
    parts = SmsParts(inbox=inbox, texts=InMemoryTexts(), cases=FindableCases(), counters=InMemoryCounters())
    client = sms_site(with_texts(in_memory().application, sms_settings(), parts)).test_client()
    stamp = str(int(MONDAY.timestamp()))
    body = orjson.dumps({"message_id": "mo-1", "from": AN, "text": "TC", "received_at": MONDAY, **changes})
    mac = hmac.new(SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {"X-Signature": f"sha256={mac}", "X-Timestamp": stamp}
    return client.post("/webhooks/sms", data=body, headers=headers).status_code


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+07:00", "hôm qua", 1, None, {}, "now"]
)
def test_a_time_that_cannot_be_is_the_time_of_sending(at: Any) -> None:
    inbox = InMemoryInbox()
    assert delivered(inbox, received_at=at) == 200
    assert inbox.kept[INBOX, "http:mo-1"].arrival.sent_at == MONDAY


@pytest.mark.parametrize(
    "changes", [{"message_id": {"$gt": ""}}, {"from": ["0905"]}, {"from": ""}, {"message_id": None}]
)
def test_a_message_without_a_sender_or_an_id_is_refused(changes: dict[str, Any]) -> None:
    inbox = InMemoryInbox()
    assert delivered(inbox, **changes) == 400
    assert inbox.kept == {}
