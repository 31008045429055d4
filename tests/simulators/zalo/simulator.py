"""The whole of Zalo: what our processes call, and what its users do."""

from __future__ import annotations

from typing import Any, ClassVar

from tests.simulators.base.courier import Courier, Webhook
from tests.simulators.base.files import Files
from tests.simulators.base.simulator import Simulator
from tests.simulators.zalo import content, windows
from tests.simulators.zalo.citizens import Citizens
from tests.simulators.zalo.control import control
from tests.simulators.zalo.conversation import conversation
from tests.simulators.zalo.credentials import ZaloCredentials
from tests.simulators.zalo.errors import ZaloError
from tests.simulators.zalo.events import Events
from tests.simulators.zalo.oauth import oauth
from tests.simulators.zalo.openapi import Gate, openapi, uploads
from tests.simulators.zalo.people import Directory, Sent
from tests.simulators.zalo.signing import signed
from tests.simulators.zalo.tokens import Tokens
from tests.simulators.zalo.zns import Template, Templates, business

#: Zalo asks for 200 within two seconds. It tries again after 30 s, 5, 15, 30 and 60 minutes; here that is shortened.
TIME_LIMIT, DELAYS = 2.0, (0.5, 1.0, 2.0, 5.0, 10.0)


class ZaloSimulator(Citizens, Simulator):
    """`night_rule` is `none`, `paid` or `all` (see `windows`); `echoes` and `receipts` say which webhooks follow a
    message of ours: `oa_send_text`, `user_received_message`.
    """

    name: ClassVar[str] = "zalo"

    def __init__(self, webhook_url: str = "", credentials: ZaloCredentials | None = None) -> None:
        super().__init__(Courier(TIME_LIMIT, DELAYS, count_header="num_retry"), webhook_url)
        self.credentials = credentials or ZaloCredentials()
        self.night_rule, self.echoes, self.receipts = "paid", True, True
        self.events = Events(self.credentials.app_id, self.credentials.oa_id)
        self.directory, self.templates, self.files = Directory(), Templates(), Files(self.clock)
        self.tokens = Tokens(self.credentials, self.clock)
        self._uploads: dict[str, str] = {}
        gate = Gate(self.tokens, self.faults)
        for blueprint in (
            oauth(self.credentials, self.tokens, self.faults),
            openapi(gate, self._send, self.directory.find),
            conversation(gate, self.directory, self.credentials.oa_id),
            uploads(gate, self._upload),
            business(Gate(self.tokens, self.faults, zns=True), self._send_by_template),
            self.files.blueprint(),
            control(self),
        ):
            self.app.register_blueprint(blueprint)

    @property
    def oauth_url(self) -> str:
        """Return what stands for https://oauth.zaloapp.com."""
        return f"{self.url}/oauth"

    @property
    def openapi_url(self) -> str:
        """Return what stands for https://openapi.zalo.me."""
        return f"{self.url}/openapi"

    @property
    def business_url(self) -> str:
        """Return what stands for https://business.openapi.zalo.me."""
        return f"{self.url}/business"

    def env(self) -> dict[str, str]:
        """Return the account's variables and addresses for a process under test."""
        urls = {"ZALO_OAUTH_URL": self.oauth_url, "ZALO_API_URL": self.openapi_url, "ZNS_URL": self.business_url}
        # Files are at an http address of this machine.
        return self.credentials.env() | urls | {"ATTACHMENTS_INSECURE": "true", "ATTACHMENT_HOSTS": "127.0.0.1"}

    def register_template(
        self, template_id: str, params: dict[str, int], text: str = "", *, at_night: bool = True, approved: bool = True
    ) -> None:
        """Let ZNS know a template; `params` are names and most characters."""
        self.templates.register(Template(template_id, params, text, at_night, approved))

    def _send(self, body: Any) -> dict[str, Any]:
        message, now = content.read(body, set(self._uploads)), self.clock.now()
        paid = windows.paid(self.directory.find(message.user), now, self.night_rule)
        sent = Sent(
            message_id=self.directory.new_id(),
            to=message.user,
            kind=message.kind,
            at=now,
            text=message.text,
            buttons=message.buttons,
            attachment=message.attachment,
            quote=message.quote,
            paid=paid,
        )
        self.directory.keep(sent)
        self._follow_up(sent)
        return {"message_id": sent.message_id, "user_id": sent.to, "sent_time": str(self.clock.millis())}

    def _send_by_template(self, body: dict[str, Any]) -> dict[str, Any]:
        template, now = self.templates.find(body.get("template_id")), self.clock.now()
        data = template.check(body.get("template_data"))
        if not template.at_night and windows.is_night(now):
            raise ZaloError(-133, zns=True)
        if body["phone"] in self.templates.without_zalo:
            raise ZaloError(-118, zns=True)
        sent = Sent(
            message_id=self.directory.new_id(),
            to=body["phone"],
            kind="zns",
            at=now,
            text=template.shown(data),
            template_id=template.id,
            template_data=data,
            tracking_id=str(body.get("tracking_id", "")),
        )
        self.directory.keep(sent)
        self._follow_up(sent)
        quota = {"dailyQuota": "500", "remainingQuota": "499"}
        return {"msg_id": sent.message_id, "sent_time": str(self.clock.millis()), "sending_mode": "1", "quota": quota}

    def _upload(self, kind: str, name: str, body: bytes) -> str:
        upload = self.directory.new_id()
        self._uploads[upload] = self.files.keep(name or kind, body)
        return upload

    def _follow_up(self, sent: Sent) -> None:
        """Tell our side, a moment after it has its answer, what was sent and that it arrived."""
        if not self.webhook_url:
            return
        said: dict[str, Any] = {"msg_id": sent.message_id}
        if self.echoes and sent.kind != "zns":
            self._tell_soon(
                self.events.from_oa("oa_send_text", sent.to, self.clock.millis(), said | {"text": sent.text})
            )
        if self.receipts:
            arrived = said | {"delivery_time": str(self.clock.millis())}
            tracking = {"tracking_id": sent.tracking_id} if sent.kind == "zns" else {}
            event = self.events.from_oa("user_received_message", sent.to, self.clock.millis(), arrived | tracking)
            self._tell_soon(event)

    def _tell_soon(self, event: dict[str, Any]) -> None:
        body, headers = signed(event, self.credentials.oa_secret)
        self.courier.deliver_soon(Webhook(self.webhook_url, body, headers, event["event_name"]), 0.05)
