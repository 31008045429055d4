"""The citizen, the operator and the reader of reports: plain HTTP, as anybody's program would do it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import requests

from services.ops.demo.places import Places

TIMEOUT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen holds: the code of the case and the four digits that open its tracking."""

    code: str
    pin: str


class Citizen:
    """Files by web, reads mail, tracks the case, reads the portal."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.email = f"nguyen.van.an.{secrets.token_hex(4)}@example.org"

    def file(self, case: dict[str, Any]) -> Receipt:
        """File a case over the JSON API. Raises `requests.RequestException`."""
        body = {**case, "contact": {"name": "Nguyễn Văn An", "phone": "0905 000 012", "email": self.email}}
        headers = {"Idempotency-Key": secrets.token_hex(16)}
        return _receipt(_post(f"{self._places.intake_web}/api/cases", body, headers))

    def mails(self) -> list[str]:
        """Return the subjects of the mails that arrived, oldest first."""
        answer = _get(f"{self._places.mail}/messages", to=self.email)
        found = sorted(answer.json()["messages"], key=lambda mail: mail["received_at"])
        return [mail["subject"] for mail in found]


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
        rows = _get(f"{self._places.reporting}/api/reports/agency").json()["rows"]
        return sum(int(row["figures"]["handled"]) for row in rows if row["key"] == agency)


class Operator:
    """Files for callers, with the token of an account."""

    def __init__(self, places: Places, token: str) -> None:
        self._url = f"{places.intake_hotline}/api/calls/cases"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._call = f"demo-{secrets.token_hex(8)}"

    def file(self, case: dict[str, Any]) -> Receipt | None:
        """File a case for a caller; None while the account has not reached the hotline service yet."""
        body = {**case, "call_id": self._call, "caller": "0905 000 034", "contact": {"name": "Trần Thị Bình"}}
        answer = requests.post(self._url, json=body, headers=self._headers, timeout=TIMEOUT_SECONDS)
        if answer.status_code == requests.codes.unauthorized:
            return None
        answer.raise_for_status()
        return _receipt(answer)


def _post(url: str, body: dict[str, Any], headers: dict[str, str]) -> requests.Response:
    answer = requests.post(url, json=body, headers=headers, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    return answer


def _get(url: str, **query: str) -> requests.Response:
    answer = requests.get(url, params=query, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    return answer


def _receipt(answer: requests.Response) -> Receipt:
    body = answer.json()
    return Receipt(body["code"], body["pin"])
