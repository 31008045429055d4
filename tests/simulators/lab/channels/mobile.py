"""The citizen's app, by its public interface: Open311 GeoReport v2."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

import requests

from tests.simulators.lab.channels.channel import Channel
from tests.simulators.lab.memory import Memory
from tests.simulators.lab.places import Places

TIMEOUT_SECONDS = 10


class MobileChannel(Channel):
    """`who` is an address. What the app receives is the state of the requests it has filed."""

    name: ClassVar[str] = "mobile"

    def __init__(self, places: Places, memory: Memory) -> None:
        super().__init__(memory)
        self._places = places
        self.acts = {"text": self._text}

    def inbox(self, who: str) -> list[dict[str, Any]]:
        return [state for each in self.memory.said(self.name, who) if (state := self._state(each)) is not None]

    def _text(self, who: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """File `{text, service_code, latitude, longitude, address, name, phone, api_key, key, photo}`.

        `photo` is `{name, content}`, in base64; the same `key` again is the same request.
        """
        form = {
            "service_code": wanted.get("service_code", ""),
            "description": wanted["text"],
            "email": who,
            "first_name": wanted.get("name", ""),
            "phone": wanted.get("phone", ""),
            "lat": wanted.get("latitude", ""),
            "long": wanted.get("longitude", ""),
            "address_string": wanted.get("address", ""),
            "api_key": wanted.get("api_key", ""),
        }
        given = {name: value for name, value in form.items() if value != ""}
        photo = wanted.get("photo")
        answer = requests.post(
            f"{self._places.open311}/requests.json",
            data=given,
            files={"media": (photo["name"], base64.b64decode(photo["content"], validate=True))} if photo else None,
            headers={"Idempotency-Key": wanted["key"]} if wanted.get("key") else {},
            timeout=TIMEOUT_SECONDS,
        )
        first = _first(answer)
        filed = str(first.get("service_request_id") or first.get("token") or "")
        entry = {"text": wanted["text"], "status": answer.status_code, "request": filed, "answer": first}
        return self.memory.note(self.name, who, entry)

    def _state(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        if not entry.get("request"):
            return None
        try:
            url = f"{self._places.open311}/requests/{entry['request']}.json"
            found = _first(requests.get(url, timeout=TIMEOUT_SECONDS))
        except requests.RequestException:
            return None
        words = [str(found.get(name) or "") for name in ("status", "status_notes", "agency_responsible")]
        text = f"{entry['request']}: {' · '.join(word for word in words if word)}"
        return {"at": entry["at"] + "z", "text": text, "request": found}


def _first(answer: requests.Response) -> dict[str, Any]:
    """Return the first object of an Open311 answer, which is a list."""
    try:
        found = answer.json()
    except ValueError:
        return {}
    first = found[0] if isinstance(found, list) and found else found
    return first if isinstance(first, dict) else {}
