"""Calls of the citizen, and the operator who takes them."""

from __future__ import annotations

from typing import Any, ClassVar

import requests

from tests.simulators.lab.channels.channel import Channel
from tests.simulators.lab.memory import Memory
from tests.simulators.lab.places import Places
from tests.simulators.pbx import PbxSimulator
from tests.simulators.pbx.calls import Call
from tests.simulators.pbx.control import act

TIMEOUT_SECONDS = 10
SAID = {
    "ring": "Đang gọi 1022…",
    "answer": "Người trực đã nghe máy",
    "hangup": "Kết thúc cuộc gọi",
    "voicemail": "Để lại lời nhắn",
    "busy": "Máy bận",
}
OUTCOMES = {
    "answered": "Cuộc gọi có người nghe",
    "abandoned": "Bỏ máy khi chờ",
    "busy": "Máy bận",
    "voicemail": "Để lại lời nhắn",
}


class PhoneChannel(Channel):
    """`who` is a number, `0…`, or `anonymous`."""

    name: ClassVar[str] = "phone"

    def __init__(self, pbx: PbxSimulator, places: Places, memory: Memory) -> None:
        super().__init__(memory)
        self._pbx, self._places = pbx, places
        self.acts = {"call": self._step, "scenario": self._scenario, "case": self._case}

    def inbox(self, who: str) -> list[dict[str, Any]]:
        """Nothing arrives by telephone but the operator's voice: see `calls`."""
        return []

    def calls(self, who: str) -> list[dict[str, Any]]:
        """Return the person's calls, oldest first."""
        return [each.as_json() for each in self._pbx.calls() if each.phone == _number(who)]

    def _step(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """One step: `{do: ring, vendor}`, then `{do: answer|hangup|voicemail|busy, call}`."""
        call = act(self._pbx, wanted | {"phone": _number(who)})
        return self._noted(who, call, SAID[wanted["do"]])

    def _scenario(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """A whole call at once: `{scenario, vendor, order, twist}`."""
        call = act(self._pbx, wanted | {"phone": _number(who)})
        return self._noted(who, call, OUTCOMES[call.outcome])

    def _case(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """The operator, whose `token` is given, files what the caller says: `{call, text, token, …}`."""
        fields = {name: wanted[name] for name in ("title", "category", "address", "contact") if wanted.get(name)}
        body = {"call_id": wanted["call"], "text": wanted["text"], "caller": _number(who), **fields}
        answer = requests.post(
            f"{self._places.intake_hotline}/api/calls/cases",
            json=body,
            headers={"Authorization": f"Bearer {wanted['token']}"},
            timeout=TIMEOUT_SECONDS,
        )
        said = f"Người trực ghi phản ánh: {answer.json().get('code', answer.text[:200])}"
        return self.memory.note(self.name, who, {"side": "note", "text": said, "status": answer.status_code})

    def _noted(self, who: str, call: Call, text: str) -> dict[str, Any]:
        told = [each for each in self._pbx.courier.deliveries() if call.id.encode() in each.webhook.body]
        statuses = [each.status for each in told]
        entry = {"side": "note", "text": text, "call": call.id, "vendor": call.vendor, "statuses": statuses[-3:]}
        return self.memory.note(self.name, who, entry, self._pbx.clock.now())


def _number(who: str) -> str:
    return "" if who == "anonymous" else who
