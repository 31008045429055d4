"""A picture sent in a chat reaches the agency by a link that ends; what the citizen adds later reaches it too."""

from __future__ import annotations

import base64
import io
import json
import secrets
from collections.abc import Iterator
from typing import Any

import pika
import pytest
import requests
from PIL import Image

from deploy.local import sandbox
from services.ops.demo.lab import Chat, Lab, answers_for
from services.ops.demo.people import Receipt
from tests.waiting import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

AGENCY = "so-xay-dung"
GROUP, LEAF = "Sự cố hạ tầng kỹ thuật", "Giao thông: quốc lộ, tỉnh lộ, cầu, đèn tín hiệu"
MAKER = 0x010F


@pytest.fixture
def queue(system: dict[str, str]) -> Iterator[pika.adapters.blocking_connection.BlockingChannel]:
    """The agency's own connection; the agency is taken away again."""
    uri = sandbox.connect_agency(system, AGENCY)["AMQP_URI"]
    with pika.BlockingConnection(pika.URLParameters(uri)) as connection:
        yield connection.channel()
    sandbox.hotline(system, "agency", "remove", AGENCY, "--force")


def photograph() -> bytes:
    """Return a picture with what a camera writes into it."""
    exif, written = Image.Exif(), io.BytesIO()
    exif[MAKER] = "Máy ảnh của Nguyễn Văn An"
    Image.new("RGB", (640, 480), (90, 120, 60)).save(written, "JPEG", exif=exif)
    return written.getvalue()


def next_event(channel: Any, type_: str, code: str) -> dict[str, Any]:
    """Return the data of the next event of this type about this case, from the agency's own queue."""

    def look() -> dict[str, Any] | None:
        method, _, body = channel.basic_get(f"agency.{AGENCY}", auto_ack=True)
        event = json.loads(body) if method else {}
        found = event.get("type") == type_ and event.get("subject") == code
        return event["data"] if found else None

    found: dict[str, Any] = eventually(look, within=30, message=f"{type_} for {code}")
    return found


def filed_with_a_photograph(lab: Lab, who: str) -> Receipt:
    """Chat on Zalo until there is a receipt, with a picture on the way."""
    chat = Chat(lab, "zalo", who, answers_for(GROUP, LEAF))
    lab.act("zalo", who, "photo", name="o-ga.jpg", content=base64.b64encode(photograph()).decode())
    chat.begin("Ổ gà rất to giữa đường, tối qua có người ngã xe.")
    return eventually(chat.go_on, within=60, every=0.2, message="a receipt")


def test_a_picture_reaches_the_agency_without_what_the_camera_wrote(system: dict[str, str], queue: Any) -> None:
    lab, who = Lab(system["LAB_URL"]), f"72{secrets.randbelow(10**17):017d}"
    receipt = filed_with_a_photograph(lab, who)
    routed = next_event(queue, "case.routed", receipt.code)
    assert routed["contact"] is None, "the citizen did not agree"
    assert who not in json.dumps(routed)
    (link,) = routed["attachments"]
    fetched = requests.get(link["url"], timeout=10)
    assert (fetched.status_code, fetched.headers["Content-Type"]) == (200, "image/jpeg")
    picture = Image.open(io.BytesIO(fetched.content))
    assert (picture.size, dict(picture.getexif())) == ((640, 480), {})
    for wrong in (link["url"].replace(AGENCY, "so-y-te"), link["url"][:-4] + "0000", link["url"].partition("?")[0]):
        assert requests.get(wrong, timeout=10).status_code in (400, 403, 404), wrong


def test_what_is_said_afterwards_joins_the_open_case(system: dict[str, str], queue: Any) -> None:
    lab, who = Lab(system["LAB_URL"]), f"72{secrets.randbelow(10**17):017d}"
    receipt = filed_with_a_photograph(lab, who)
    next_event(queue, "case.routed", receipt.code)
    lab.act("zalo", who, "text", text="Sáng nay lại thêm một người ngã.")
    added = next_event(queue, "supplement.routed", receipt.code)
    assert (added["number"], added["text"]) == (1, "Sáng nay lại thêm một người ngã.")
    eventually(lambda: lab.arrived("zalo", who, "Đã bổ sung", receipt.spoken), within=30)
