"""The citizen's browser: the form itself is a link, a short case can be filed from here."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

import requests

from tests.simulators.lab.channels.channel import Channel
from tests.simulators.lab.memory import Memory
from tests.simulators.lab.places import Places

TIMEOUT_SECONDS = 10


class WebChannel(Channel):
    """`who` is an address, to which news of the case go."""

    name: ClassVar[str] = "web"

    def __init__(self, places: Places, memory: Memory) -> None:
        super().__init__(memory)
        self._places = places
        self.acts = {"text": self._text}

    def inbox(self, who: str) -> list[dict[str, Any]]:
        """News come by e-mail."""
        return []

    def _text(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """File `{text, title, category, name, phone}`; the receipt is in the entry."""
        contact = {name: wanted[name] for name in ("name", "phone") if wanted.get(name)} | {"email": who}
        fields = {name: wanted[name] for name in ("title", "category", "address", "area") if wanted.get(name)}
        answer = requests.post(
            f"{self._places.intake_web}/api/cases",
            json={"text": wanted["text"], "contact": contact, **fields},
            headers={"Idempotency-Key": wanted.get("key") or secrets.token_hex(16)},
            timeout=TIMEOUT_SECONDS,
        )
        receipt = _json(answer)
        entry = {"text": wanted["text"], "status": answer.status_code, "receipt": receipt}
        said = self.memory.note(self.name, who, entry)
        self.memory.note(self.name, who, {"side": "them", "text": _words(receipt)})
        return said


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _words(receipt: dict[str, Any]) -> str:
    if "code" in receipt:
        return f"Mã {receipt['code']}, PIN {receipt['pin']}. {receipt.get('message', '')}"
    return str(receipt.get("detail") or receipt.get("title") or "Không gửi được")
