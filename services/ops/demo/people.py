"""The citizen, the operator and the reader of reports."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import requests

from services.ops.demo.http import TIMEOUT_SECONDS, get, post
from services.ops.demo.places import Places

#: Waits for its agency's forwarding hours; lies at the centre.
HELD, TRIAGE = "held", "triage"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen holds: the code of the case and the four digits that open its tracking."""

    code: str
    pin: str

    @property
    def spoken(self) -> str:
        """The code as it is read out and written to citizens: date, six digits, check digit."""
        return f"{self.code[:6]} {self.code[6:12]} {self.code[12:]}"


class Citizen:
    """One person who uses every channel. `name` and `phone` are invented; the addresses are new for each demo."""

    name = "Nguyễn Văn An"
    phone = "0905000012"

    def __init__(self, places: Places) -> None:
        self._places = places
        self.email = f"nguyen.van.an.{secrets.token_hex(4)}@example.org"
        self.zalo = f"72{secrets.randbelow(10**17):017d}"
        self.facebook = f"25{secrets.randbelow(10**15):015d}"

    def file(self, case: dict[str, Any]) -> Receipt:
        """File a case by web, over the JSON API. Raises `requests.RequestException`."""
        body = {**case, "contact": {"name": self.name, "phone": self.phone, "email": self.email}}
        headers = {"Idempotency-Key": secrets.token_hex(16)}
        answer = post(f"{self._places.intake_web}/api/cases", body, headers).json()
        return Receipt(answer["code"], answer["pin"])

    def mails(self, words: str = "") -> list[dict[str, Any]]:
        """Return the mails that arrived and hold `words`, oldest first."""
        answer = get(f"{self._places.mail}/messages", to=self.email)
        found = sorted(answer.json()["messages"], key=lambda mail: str(mail["received_at"]))
        return [mail for mail in found if words in mail["subject"] + mail["text"]]


class Reader:
    """Anybody: reads the portal, tracks with code and digits, reads the figures."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def page(self, code: str, words: str) -> str | None:
        """Return the address of the case's public page once it shows `words`."""
        url = f"{self._places.portal}/ca/{code}"
        answer = requests.get(url, timeout=TIMEOUT_SECONDS)
        return url if answer.ok and words in answer.text else None

    def tracked(self, receipt: Receipt, words: str) -> bool:
        """Tell whether tracking with the four digits shows `words`."""
        body = {"code": receipt.code, "pin": receipt.pin}
        answer = requests.post(f"{self._places.portal}/api/track", json=body, timeout=TIMEOUT_SECONDS)
        return answer.ok and words in str(answer.json())

    def handled(self, agency: str) -> int:
        """Return how many cases the running month's report counts as handled by an agency."""
        rows = get(f"{self._places.reporting}/api/reports/agency").json()["rows"]
        return sum(int(row["figures"]["handled"]) for row in rows if row["key"] == agency)


class Operator:
    """Files for callers and works at the desk, with the token of an account."""

    def __init__(self, places: Places, token: str) -> None:
        self._calls = f"{places.intake_hotline}/api/calls/cases"
        self._desk = f"{places.desk}/api/desk/cases"
        self._headers = {"Authorization": f"Bearer {token}"}

    def file(self, case: dict[str, Any], call: str, caller: str) -> Receipt | None:
        """File a case for a caller; None while the account has not reached the hotline service yet."""
        body = {**case, "call_id": call, "caller": caller, "contact": {"name": Citizen.name}}
        answer = requests.post(self._calls, json=body, headers=self._headers, timeout=TIMEOUT_SECONDS)
        if answer.status_code == requests.codes.unauthorized:
            return None
        answer.raise_for_status()
        return Receipt(answer.json()["code"], answer.json()["pin"])

    def state(self, code: str) -> str | None:
        """Return where the case stands at the desk; None while it has not arrived."""
        answer = requests.get(f"{self._desk}/{code}", headers=self._headers, timeout=TIMEOUT_SECONDS)
        return str(answer.json()["state"]) if answer.ok else None

    def forward(self, code: str) -> None:
        """Send a held case off now. Raises `requests.RequestException`."""
        self._act(code, "forward", {})

    def assign(self, code: str, agency: str) -> None:
        """Name the competent agency of a case at the centre. Raises `requests.RequestException`."""
        self._act(code, "reassign", {"agency": agency, "note": "Nội dung thuộc lĩnh vực giao thông."})

    def _act(self, code: str, what: str, body: dict[str, Any]) -> None:
        post(f"{self._desk}/{code}/{what}", body, {**self._headers, "Idempotency-Key": f"demo-{what}-{code}"})
