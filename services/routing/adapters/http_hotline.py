"""The hotline service over HTTP: asked with a minute's token in the name of who is signed in at the desk."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

import requests

from services.kit.failures import Rejected
from services.kit.logs import log
from services.kit.web.delegation import delegated
from services.routing.adapters import hotline_json as read
from services.routing.usecases.calls import Call, CallBack, CallCategory, Caller, Filing, HotlineAway, Receipt

AUDIENCE = "intake-hotline"
CONNECT_SECONDS = 2.0
CATEGORIES_SECONDS = 60.0
SERVER_ERROR = 500
CREATED = 201


class HttpHotline:
    """Port `Hotline`. `seconds` is how long one answer is waited for."""

    def __init__(self, url: str, key: str, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._url, self._key, self._seconds = url, key, seconds
        self._session = requests.Session()
        self._session.trust_env = False
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

    def asked(self, method: str, path: str, account: str | None = None, **more: Any) -> requests.Response:
        """Return what the service says on behalf of an account. Raises `HotlineAway`, and `Rejected` as it refused."""
        headers = {"Authorization": f"Bearer {delegated(account, AUDIENCE, self._key)}"} if account else {}
        if account and not self._key:
            raise HotlineAway("DESK_KEY is not set")
        ask = partial(self._sent, method, f"{self._url}/api{path}", headers, **more)
        try:
            return _accepted(ask())
        except requests.ConnectionError:
            # A connection that lay idle was closed by the other side. What is asked twice there is done once.
            return _accepted(self._again(ask))
        except requests.RequestException as error:
            raise _away(error) from error

    def _again(self, ask: Callable[[], requests.Response]) -> requests.Response:
        try:
            return ask()
        except requests.RequestException as error:
            raise _away(error) from error

    def _sent(self, method: str, url: str, headers: dict[str, str], **more: Any) -> requests.Response:
        seconds = (CONNECT_SECONDS, self._seconds)
        return self._session.request(method, url, headers=headers, timeout=seconds, allow_redirects=False, **more)


def _away(error: Exception) -> HotlineAway:
    log.warning("hotline away", reason=type(error).__name__)
    return HotlineAway(type(error).__name__)


def _task(id_: str) -> str:
    return f"/calls/callbacks/{quote(id_, safe='')}"


def _accepted(answer: requests.Response) -> requests.Response:
    """Return it, or raise what its problem says. What is no problem of ours comes from something in between."""
    if answer.ok:
        return answer
    if answer.status_code >= SERVER_ERROR or "problem+json" not in answer.headers.get("Content-Type", ""):
        log.warning("hotline away", reason=f"http-{answer.status_code}")
        raise HotlineAway(f"http-{answer.status_code}")
    said = answer.json()
    if said["slug"] == "unauthenticated":
        # An account travels there by event, and the two keys may differ: the person did nothing wrong.
        raise HotlineAway("unauthenticated")
    raise Rejected(said["slug"], said["detail"], said["detail_en"], errors=said.get("errors", []))
