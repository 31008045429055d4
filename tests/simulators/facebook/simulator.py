"""The page: what notify calls, and the webhooks that follow."""

from __future__ import annotations

import hmac
import json
from typing import Any, ClassVar

import requests
from flask import jsonify, request

from tests.simulators.base.courier import Webhook
from tests.simulators.base.files import Files
from tests.simulators.base.simulator import Simulator
from tests.simulators.facebook import content, windows
from tests.simulators.facebook.citizens import Citizens
from tests.simulators.facebook.content import Content
from tests.simulators.facebook.control import control
from tests.simulators.facebook.conversations import conversations
from tests.simulators.facebook.courier import BatchingCourier, entries
from tests.simulators.facebook.credentials import FacebookCredentials
from tests.simulators.facebook.errors import FacebookError
from tests.simulators.facebook.events import Events
from tests.simulators.facebook.people import Directory, Sent, new_mid
from tests.simulators.facebook.signing import signed

#: Facebook waits for up to 20 seconds and goes on trying for an hour and more; here that is shortened.
TIME_LIMIT, DELAYS = 5.0, (0.5, 1.0, 2.0, 5.0, 10.0)


class FacebookSimulator(Citizens, Simulator):
    """`echoes` and `receipts` say whether message_echoes and message_deliveries follow a message of ours."""

    name: ClassVar[str] = "facebook"

    def __init__(self, webhook_url: str = "", credentials: FacebookCredentials | None = None) -> None:
        courier = BatchingCourier(TIME_LIMIT, DELAYS)
        courier.joined = self._joined
        super().__init__(courier, webhook_url)
        self.credentials = credentials or FacebookCredentials()
        self.echoes, self.receipts = True, True
        self.directory, self.events = Directory(), Events(self.credentials.page_id)
        self.files = Files(self.clock)
        self.app.add_url_rule("/<version>/<page>/messages", "send", self._send, methods=["POST"])
        self.app.register_blueprint(conversations(self.directory, self.credentials.page_id, self._check_call))
        self.app.register_error_handler(FacebookError, lambda error: error.answer())
        self.app.register_blueprint(self.files.blueprint())
        self.app.register_blueprint(control(self))

    def env(self) -> dict[str, str]:
        """Return the page's variables and address for a process under test."""
        # Files are at an http address of this machine.
        files = {"ATTACHMENTS_INSECURE": "true", "ATTACHMENT_HOSTS": "127.0.0.1"}
        return self.credentials.env() | {"FACEBOOK_GRAPH_URL": f"{self.url}/v23.0"} | files

    def verify(self, token: str | None = None, challenge: str = "1158201444") -> requests.Response:
        """Ask our side to prove that it expects the page's webhooks, as the page's owner makes Facebook do."""
        asked = {
            "hub.mode": "subscribe",
            "hub.verify_token": self.credentials.verify_token if token is None else token,
            "hub.challenge": challenge,
        }
        return requests.get(self.webhook_url, params=asked, timeout=5)

    def _send(self, version: str, page: str) -> Any:
        self._check_page(version, page)
        message = content.read(request.get_json(silent=True))
        if message.action:
            windows.check_person(self.directory.find(message.user), "", self.clock.now())
            return jsonify({"recipient_id": message.user})
        with self.directory.lock:
            sent = self._accepted(message)
        self._follow_up(sent)
        return jsonify({"recipient_id": sent.to, "message_id": sent.mid})

    def _check_page(self, version: str, page: str) -> None:
        self._check_call(version)
        if page not in ("me", self.credentials.page_id):
            raise FacebookError(100, 0, "Unsupported request")

    def _check_call(self, version: str) -> None:
        given = request.args.get("access_token", "") or request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), self.credentials.page_token.encode()):
            raise FacebookError(190)
        if not version.startswith("v"):
            raise FacebookError(100, 0, "Unsupported request")
        if self.faults.over_limit():
            raise FacebookError(613)
        if (code := self.faults.take("fail", request.path)) is not None:
            number, _, subcode = str(code).partition("/")
            raise FacebookError(int(number), int(subcode or 0))

    def _accepted(self, message: Content) -> Sent:
        now, to = self.clock.now(), message.user
        if message.comment:
            comment = windows.check_comment(self.directory.comment(message.comment), now)
            comment.answered, to = True, comment.user
        else:
            windows.check_person(self.directory.find(message.user), message.tag, now)
        sent = Sent(
            mid=new_mid(),
            to=to,
            at=now,
            text=message.text,
            messaging_type=message.messaging_type,
            tag=message.tag,
            metadata=message.metadata,
            quick_replies=message.quick_replies,
            attachment=message.attachment,
            comment=message.comment,
        )
        self.directory.keep(sent)
        return sent

    def _follow_up(self, sent: Sent) -> None:
        """Tell our side, a moment after it has its answer, what was sent and that it arrived."""
        if not self.webhook_url:
            return
        at = self.clock.millis()
        if self.echoes:
            told = {"mid": sent.mid, "text": sent.text} | ({"metadata": sent.metadata} if sent.metadata else {})
            self._tell_soon(self.events.echo(sent.to, at, told))
        if self.receipts:
            self._tell_soon(self.events.messaging(sent.to, at, delivery={"mids": [sent.mid], "watermark": at}))

    def _tell_soon(self, event: dict[str, Any]) -> None:
        body, headers = signed(event, self.credentials.app_secret)
        self.courier.deliver_soon(Webhook(self.webhook_url, body, headers, "follow-up"), 0.05)

    def _joined(self, webhooks: list[Webhook]) -> Webhook:
        events = [json.loads(each.body) for each in webhooks]
        body, headers = signed(entries(events), self.credentials.app_secret)
        return Webhook(webhooks[0].url, body, headers, "batch")
