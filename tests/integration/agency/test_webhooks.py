"""Webhooks: signed, retried, in order while all goes well, and no receiver's trouble is another agency's."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta
from typing import Any

import pytest

from tests.integration.agency.gateway_stage import PLACE, SETTINGS, GatewayStage
from tests.integration.agency.receivers import (
    Behaviour,
    Call,
    Receiver,
    answering,
    receiving,
    redirecting,
    silent,
    talking_without_end,
)
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def tell(gateway: GatewayStage, agency: str, *ids: str) -> None:
    for id_ in ids:
        gateway.publish_raw(f"case.routed.{agency}", json.dumps({"id": id_, "type": "case.routed"}).encode())


def stored(gateway: GatewayStage, agency: str, id_: str) -> dict[str, Any]:
    found = gateway.mongo.database("routing").agency_messages.find_one({"_id": f"{agency}/{id_}"})
    return found or {}


def signatures(call: Call, secret: str) -> str:
    """Return what the receiver computes, as Standard Webhooks says."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{call.headers['webhook-id']}.{call.headers['webhook-timestamp']}.{call.body}"
    return "v1," + base64.b64encode(hmac.new(key, content.encode(), hashlib.sha256).digest()).decode()


def test_messages_are_sent_once_in_order_and_signed(gateway: GatewayStage) -> None:
    with receiving(answering(204)) as receiver, gateway.running():
        secret = gateway.add("xa-thu", "webhook", receiver.url).secret or ""
        tell(gateway, "xa-thu", "mot", "hai", "ba")
        eventually(lambda: len(receiver.calls) == 3)
        eventually(lambda: stored(gateway, "xa-thu", "ba").get("acknowledged_at"))
        assert receiver.ids() == ["mot", "hai", "ba"]
        assert gateway.fetch("xa-thu") == []
        for call in receiver.calls:
            assert call.headers["webhook-signature"] == signatures(call, secret)
            assert abs(int(call.headers["webhook-timestamp"]) - time.time()) < 60
            assert json.loads(call.body)["id"] == call.headers["webhook-id"]


def test_while_a_secret_is_changed_both_sign(gateway: GatewayStage) -> None:
    with receiving(answering(200)) as receiver, gateway.running():
        old = gateway.add("xa-thu", "webhook", receiver.url).secret or ""
        new = gateway.connect.renew("xa-thu", timedelta(days=1)).secret or ""
        tell(gateway, "xa-thu", "mot")
        (call,) = eventually(lambda: receiver.calls)
        assert call.headers["webhook-signature"].split() == [signatures(call, new), signatures(call, old)]


def test_what_failed_comes_again_with_the_same_id(gateway: GatewayStage) -> None:
    with receiving(answering(500)) as receiver, gateway.running():
        gateway.add("xa-thu", "webhook", receiver.url)
        tell(gateway, "xa-thu", "mot")
        eventually(lambda: stored(gateway, "xa-thu", "mot").get("tries") == 1)
        assert stored(gateway, "xa-thu", "mot")["why"] == "http-500"
        receiver.behave = answering(200)
        eventually(lambda: stored(gateway, "xa-thu", "mot").get("acknowledged_at"), within=20)
        assert receiver.ids() == ["mot", "mot"]


@pytest.mark.parametrize(
    ("behave", "why"),
    [
        (answering(400), "http-400"),
        (answering(503), "http-503"),
        (redirecting("http://127.0.0.1:9/"), "http-307"),  # a redirect may lead inside: it is not followed
        (lambda handler: handler.connection.close(), "no-connection"),
        (lambda handler: handler.wfile.write(b"khong phai HTTP\r\n\r\n"), "no-connection"),
    ],
)
def test_how_a_receiver_failed_is_written_down(gateway: GatewayStage, behave: Behaviour, why: str) -> None:
    with receiving(behave) as receiver, gateway.running():
        gateway.add("xa-thu", "webhook", receiver.url)
        tell(gateway, "xa-thu", "mot")
        eventually(lambda: stored(gateway, "xa-thu", "mot").get("why") == why, within=15)


def test_an_answer_without_end_is_not_read(gateway: GatewayStage) -> None:
    with receiving(talking_without_end) as receiver, gateway.running():
        gateway.add("xa-thu", "webhook", receiver.url)
        tell(gateway, "xa-thu", "mot")
        eventually(lambda: stored(gateway, "xa-thu", "mot").get("acknowledged_at"))


def test_a_receiver_that_says_nothing_delays_no_other_and_is_given_up_on(gateway: GatewayStage) -> None:
    with receiving(answering(200)) as good, receiving(answering(200)) as mute, gateway.running():
        mute.behave = silent(mute)
        gateway.add("xa-khac", "webhook", mute.url)
        gateway.add("xa-thu", "webhook", good.url)
        tell(gateway, "xa-khac", "cho")
        eventually(lambda: mute.calls)
        tell(gateway, "xa-thu", "mot", "hai")
        eventually(lambda: good.ids() == ["mot", "hai"], within=5)
        eventually(lambda: stored(gateway, "xa-khac", "cho").get("why") == "too-slow", within=25)


def drip(receiver: Receiver) -> Behaviour:
    """Send the head of the answer letter by letter, for ever."""

    def behave(handler: Any) -> None:
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not receiver.released.wait(0.5):
                handler.wfile.write(b"x")
                handler.wfile.flush()
        except OSError:
            return

    return behave


def test_a_receiver_that_drips_its_answer_is_left_after_twenty_seconds(gateway: GatewayStage) -> None:
    with receiving(answering(200)) as receiver, gateway.running():
        receiver.behave = drip(receiver)
        gateway.add("xa-thu", "webhook", receiver.url)
        tell(gateway, "xa-thu", "mot")
        eventually(lambda: stored(gateway, "xa-thu", "mot").get("why") == "too-slow", within=35)


def test_a_receiver_that_is_gone_is_called_no_more_until_a_person_says_so(gateway: GatewayStage) -> None:
    with receiving(answering(410)) as receiver, gateway.running():
        gateway.add("xa-thu", "webhook", receiver.url)
        tell(gateway, "xa-thu", "mot", "hai")
        eventually(lambda: stored(gateway, "xa-thu", "mot").get("why") == "http-410")
        connection = gateway.connect.known("xa-thu")
        assert connection.circuit.disabled_at is not None
        receiver.behave = answering(200)
        assert [each["id"] for each in gateway.fetch("xa-thu")] == ["mot", "hai"]  # nothing is lost
        assert gateway.connect.resume("xa-thu") == 2
        eventually(lambda: receiver.ids() == ["mot", "mot", "hai"])


def test_without_permission_no_address_inside_is_called(gateway: GatewayStage) -> None:
    with receiving(answering(200)) as receiver, gateway.running(WEBHOOKS_INSECURE="no"):
        gateway.add("xa-thu", "webhook", receiver.url)
        gateway.add("xa-khac", "webhook", receiver.url.replace("http://", "https://"))
        tell(gateway, "xa-thu", "mot")
        tell(gateway, "xa-khac", "hai")
        eventually(lambda: stored(gateway, "xa-thu", "mot").get("why") == "not-https")
        eventually(lambda: stored(gateway, "xa-khac", "hai").get("why") == "address-not-public")
        assert receiver.calls == []


def test_two_replicas_call_once(gateway: GatewayStage) -> None:
    with receiving(answering(200)) as receiver, gateway.running():
        with gateway.start(PLACE, **SETTINGS):
            gateway.add("xa-thu", "webhook", receiver.url)
            tell(gateway, "xa-thu", *(str(number) for number in range(20)))
            eventually(lambda: len(receiver.calls) >= 20)
            eventually(lambda: all(stored(gateway, "xa-thu", str(n)).get("acknowledged_at") for n in range(20)))
        # Two that read one queue may store what came together in either order; each is called for once all the same.
        assert sorted(receiver.ids(), key=int) == [str(number) for number in range(20)]


def test_a_call_that_was_cut_off_by_a_crash_is_made_again_with_the_same_id(gateway: GatewayStage) -> None:
    with receiving(answering(200)) as receiver:
        receiver.behave = silent(receiver)
        with gateway.start(PLACE, **SETTINGS) as process:
            gateway.add("xa-thu", "webhook", receiver.url)
            tell(gateway, "xa-thu", "mot")
            eventually(lambda: receiver.calls)
            process.kill()
            process.wait()
        receiver.behave = answering(200)
        # The dead process's lease is over, as if a minute had passed.
        gateway.mongo.database("routing").leases.delete_many({})
        with gateway.running():
            eventually(lambda: stored(gateway, "xa-thu", "mot").get("acknowledged_at"))
        assert receiver.ids() == ["mot", "mot"]
