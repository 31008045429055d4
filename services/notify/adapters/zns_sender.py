"""Messages to a telephone number after a template that Zalo approved before: ZNS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.notify.adapters.provider_sender import Verdict
from services.notify.adapters.zalo_api import ZaloApi
from services.notify.adapters.zns_templates import Template
from services.notify.domain.message import Message
from services.notify.domain.outcome import Accepted, Refused
from services.notify.domain.sms.number import international


class ZnsSender:
    """`tracking_id` is our own id of the message and comes back in the receipt."""

    def __init__(self, api: ZaloApi, url: str, templates: Mapping[str, Template], mode: str | None = None) -> None:
        """`mode` is `development` for test messages to the OA's own people."""
        self._api, self._templates, self._mode = api, templates, mode
        self._url = f"{url}/message/template"

    def try_one(self, message: Message) -> Verdict:
        """Send one message and judge the answer."""
        template, phone = self._templates.get(message.type), international(message.recipient)
        if phone is None:
            return Verdict(Refused("not a mobile number", "bad-number"))
        data = template.filled(message.facts) if template else None
        if template is None or data is None:
            return Verdict(Refused("no template for this", "no-template"))
        return self._api.call(self._url, self._body(message, phone, template, data), _accepted)

    def _body(self, message: Message, phone: str, template: Template, data: dict[str, str]) -> dict[str, Any]:
        mode = {"mode": self._mode} if self._mode else {}
        return {
            "phone": phone,
            "template_id": template.id,
            "template_data": data,
            "tracking_id": message.message_id,
            **mode,
        }


def _accepted(data: dict[str, Any]) -> Accepted:
    return Accepted(str(data.get("msg_id", "")), settled=False)
