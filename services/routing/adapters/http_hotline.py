"""The hotline service over HTTP: asked with a minute's token in the name of who is signed in at the desk."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

import requests

from services.routing.adapters import hotline_json as read
from services.routing.adapters.delegated_calls import DelegatedCalls
from services.routing.usecases.calls import Call, CallBack, CallCategory, Caller, Filing, HotlineAway, Receipt

AUDIENCE = "intake-hotline"
CATEGORIES_SECONDS = 60.0
CREATED = 201


class HttpHotline(DelegatedCalls):
    """Port `Hotline`. `seconds` is how long one answer is waited for."""

    def __init__(self, url: str, key: str, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(url, key, seconds, audience=AUDIENCE, away=HotlineAway)
        self._monotonic = monotonic
        self._categories: tuple[CallCategory, ...] = ()
        self._read_at: float | None = None

    def current(self, account: str) -> Sequence[Call]:
        """Ask for masked calls: whoever is on the line is looked up for one call only."""
        return [read.call(each) for each in self._get(account, "/calls/current", masked="true")]

    def call(self, account: str, id_: str) -> Caller:
        """Ask for one."""
        return read.caller(self._get(account, f"/calls/{quote(id_, safe='')}"))

    def recent(self, account: str) -> Sequence[Call]:
        """Ask for the day's."""
        return [read.call(each) for each in self._get(account, "/calls")]

    def messages(self, account: str) -> Sequence[Call]:
        """Ask for the week's voicemail."""
        return [read.call(each) for each in self._get(account, "/calls", only="messages")]

    def call_backs(self, account: str, *, due: bool) -> Sequence[CallBack]:
        """Ask whom to call back."""
        return [read.call_back(each) for each in self._get(account, "/calls/callbacks", due="now" if due else "all")]

    def claim(self, account: str, id_: str) -> None:
        """Take it."""
        self._post(account, f"{_task(id_)}/claim", {})

    def not_reached(self, account: str, id_: str, attempt: int, outcome: str, note: str) -> None:
        """Note an attempt."""
        self._post(account, f"{_task(id_)}/attempts", {"attempt": attempt, "outcome": outcome, "note": note})

    def reached(self, account: str, id_: str, case: str | None, note: str) -> None:
        """Close it."""
        self._post(account, f"{_task(id_)}/done", {"case": case, "note": note})

    def categories(self) -> Sequence[CallCategory]:
        """Return the copy while it is young, and an old one while the service is away."""
        now = self._monotonic()
        if self._read_at is None or now - self._read_at > CATEGORIES_SECONDS:
            try:
                self._categories = tuple(read.category(each) for each in self.asked("GET", "/categories").json())
                self._read_at = now
            except HotlineAway:
                if not self._categories:
                    raise
        return self._categories

    def file(self, account: str, filing: Filing) -> Receipt:
        """File it. Sent twice, the service returns the same case."""
        answer = self._post(account, "/calls/cases", read.filing(filing))
        return read.receipt(answer.json(), again=answer.status_code != CREATED)

    def _get(self, account: str, path: str, **query: str) -> Any:
        return self.asked("GET", path, account, params=query).json()

    def _post(self, account: str, path: str, body: dict[str, Any]) -> requests.Response:
        return self.asked("POST", path, account, json=body)


def _task(id_: str) -> str:
    return f"/calls/callbacks/{quote(id_, safe='')}"
