"""The gateway: takes orders, reports on them, and passes on what citizens send to the short code."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask import request

from tests.simulators.base.courier import Courier, Delivery, Webhook
from tests.simulators.base.simulator import Simulator
from tests.simulators.base.twists import Twist, twisted
from tests.simulators.sms import orders, signing
from tests.simulators.sms.control import control
from tests.simulators.sms.credentials import SmsCredentials
from tests.simulators.sms.orders import RefusedError
from tests.simulators.sms.outbox import Outbox, Sent

#: A callback is tried five times in all.
TIME_LIMIT, DELAYS = 5.0, (0.5, 1.0, 2.0, 4.0)
SEND_PATH = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
#: SendStatus: 4 rejected, 5 sent, 7 with the carrier.
SENT, REJECTED = 5, 4
DAY = 24 * 3600


class SmsSimulator(Simulator):
    """`receipts` says whether a message with a CallbackUrl is reported as delivered by itself; telephones in
    `unreachable` are reported as failed, those in `blocked` are refused with 99. `duplicates` is what a repeated
    RequestId gets: 124 and the earlier SMSID.
    """

    name: ClassVar[str] = "sms"

    def __init__(self, webhook_url: str = "", credentials: SmsCredentials | None = None) -> None:
        super().__init__(Courier(TIME_LIMIT, DELAYS), webhook_url)
        self.credentials = credentials or SmsCredentials()
        self.brandnames, self.receipts = {self.credentials.brandname}, True
        self.blocked: set[str] = set()
        self.unreachable: set[str] = set()
        self.balance: int | None = None
        self.outbox = Outbox()
        self.app.add_url_rule(SEND_PATH, "send", self._send, methods=["POST"])
        self.app.register_blueprint(control(self))

    @property
    def send_url(self) -> str:
        """Return what stands for https://rest.esms.vn/MainService.svc/json/SendMultipleMessage_V4_post_json/."""
        return self.url + SEND_PATH

    def env(self) -> dict[str, str]:
        """Return the account's variables and address for a process under test."""
        return self.credentials.env() | {"SMS_API_URL": self.send_url}

    def say(self, phone: str, text: str, *, to: str = "", message_id: str = "", twist: Twist = Twist.NONE) -> Delivery:
        """Send a text from a telephone to the hotline's number; the same `message_id` is the same message."""
        return self.tell(self.text_event(phone, text, to=to, message_id=message_id), twist)

    def text_event(self, phone: str, text: str, *, to: str = "", message_id: str = "") -> dict[str, Any]:
        """Return the event of an incoming text without delivering it."""
        at, number = self.clock.now().isoformat(), to or self.credentials.number
        return signing.mo_event(message_id or f"mo-{secrets.token_hex(8)}", phone, number, text, at)

    def tell(self, event: dict[str, Any], twist: Twist = Twist.NONE) -> Delivery:
        """Deliver an incoming message, signed, in the way `twist` says."""
        moment = int(self.clock.now().timestamp()) - (DAY if twist is Twist.STALE else 0)

        def sign(body: bytes, _event: dict[str, Any], *, right: bool = True) -> dict[str, str]:
            return signing.headers(body, moment, self.credentials.webhook_secret if right else "not-the-secret")

        body, headers = twisted(event, twist, sign, lambda each: each)
        return self._delivered(
            Webhook(self.webhook_url, body, {"Content-Type": "application/json"} | headers, "mo"), twist
        )

    def report(self, sms_id: str, *, delivered: bool = True, status: int = SENT) -> Delivery:
        """Call a message's CallbackUrl: delivered, failed, or rejected (`status` 4). LookupError for no message."""
        return self.courier.deliver(self._callback(self.outbox.find(sms_id), delivered, status))

    def inbox(self, phone: str) -> list[dict[str, Any]]:
        """Return what a telephone (`0…`) has received, oldest first."""
        got = [each for each in self.outbox.sent(phone) if not each.order.sandbox and phone not in self.unreachable]
        return [each.as_json() for each in got]

    def sent(self, to: str = "") -> list[dict[str, Any]]:
        """Return what the gateway has accepted, oldest first."""
        return [each.as_json() for each in self.outbox.sent(to)]

    def _send(self) -> dict[str, Any]:
        try:
            self._check_faults()
            order = orders.read(request.get_json(silent=True), self.credentials, self.brandnames)
            self._check_account(order)
        except RefusedError as refusal:
            return {"CodeResult": refusal.code, "CountRegenerate": 0, "ErrorMessage": str(refusal)}
        return self._accepted(order)

    def _check_account(self, order: orders.Order) -> None:
        if order.phone in self.blocked:
            raise RefusedError("99")
        if self.balance is not None and self.balance <= 0:
            raise RefusedError("103")

    def _accepted(self, order: orders.Order) -> dict[str, Any]:
        sent, new = self.outbox.accept(order, self.clock.now())
        if not new:
            refusal = RefusedError("124")
            return {
                "CodeResult": "124",
                "CountRegenerate": 0,
                "ErrorMessage": str(refusal),
                "SMSID": sent.sms_id,
            }
        if self.balance is not None:
            self.balance -= 1
        if self.receipts and order.callback and not order.sandbox:
            reached = order.phone not in self.unreachable
            self.courier.deliver_soon(self._callback(sent, reached, SENT), 0.1)
        return {"CodeResult": "100", "CountRegenerate": 0, "SMSID": sent.sms_id}

    def _check_faults(self) -> None:
        if self.faults.over_limit():
            raise RefusedError("99")
        if (code := self.faults.take("fail", request.path)) is not None:
            raise RefusedError(str(code))

    def _callback(self, sent: Sent, delivered: bool, status: int) -> Webhook:
        told = {
            "SMSID": sent.sms_id,
            "SendFailed": int(not delivered),
            "SendStatus": status,
            "SendSuccess": int(delivered),
            "TotalPrice": "0.0000",
            "TotalReceiver": 1,
            "TotalSent": 1,
            "RequestId": sent.order.request_id,
            "TypeId": 2,
            "telcoid": 1,
            "phonenumber": sent.order.phone,
        }
        mark = "&" if "?" in sent.order.callback else "?"
        return Webhook(sent.order.callback + mark + urlencode(told), b"", {}, "receipt", "GET")
