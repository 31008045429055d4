"""The one-stop system over HTTP, by the contract in `contracts/dossiers`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import orjson
import requests
from marshmallow import ValidationError
from prometheus_client import Counter

from services.kit.clock import Clock
from services.kit.dossiers.breaker import Breaker
from services.kit.dossiers.code import DossierCode
from services.kit.dossiers.copies import Copies
from services.kit.dossiers.dossier import Dossier
from services.kit.dossiers.one_stop import Found, system_down, unknown_dossier
from services.kit.dossiers.wire import read_dossier
from services.kit.logs import log

#: A copy this young is as good as asking; while the system is away, one this old is better than nothing.
FRESH, TOO_OLD = timedelta(seconds=30), timedelta(minutes=15)
MOST_BYTES, PIECE = 256 * 1024, 16 * 1024
OK, NOT_FOUND = 200, 404

ASKED = Counter("hotline_dossiers_asked", "Questions to the one-stop system, by what came of them.", ("result",))


class _Failed(Exception):  # noqa: N818 - says what happened
    """The system did not answer as agreed; the reason is for the log."""


class HttpOneStop:
    """Port `OneStop`. `seconds` is how long whoever asks waits at most, everything included. Thread-safe."""

    connected = True

    def __init__(
        self, url: str, key: str, clock: Clock, seconds: float = 2.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._url, self._key, self._clock = url.rstrip("/"), key, clock
        self._seconds, self._monotonic = seconds, monotonic
        self._breaker, self._copies = Breaker(monotonic), Copies()

    def find(self, code: DossierCode) -> Found:
        """Return a fresh copy, what the system says, or an older copy while it is away."""
        fresh = self._copies.younger_than(FRESH, code.text, self._clock.now())
        if fresh:
            return fresh
        if not self._breaker.may_ask():
            return self._copy_of(code)
        try:
            dossier = self._asked(code)
        except (_Failed, requests.RequestException) as trouble:
            self._note(trouble)
            return self._copy_of(code)
        self._breaker.went_well()
        return self._kept(code, dossier)

    def _kept(self, code: DossierCode, dossier: Dossier | None) -> Found:
        if dossier is None:
            ASKED.labels("unknown").inc()
            self._copies.forget(code.text)
            raise unknown_dossier(code)
        ASKED.labels("found").inc()
        found = Found(dossier, self._clock.now())
        self._copies.keep(code.text, found)
        return found

    def _copy_of(self, code: DossierCode) -> Found:
        copy = self._copies.younger_than(TOO_OLD, code.text, self._clock.now())
        if copy is None:
            raise system_down()
        return replace(copy, stale=True)

    def _note(self, trouble: Exception) -> None:
        self._breaker.failed()
        ASKED.labels("failed").inc()
        reason = str(trouble) if isinstance(trouble, _Failed) else type(trouble).__name__
        log.warning("one-stop system failed", reason=reason)

    def _asked(self, code: DossierCode) -> Dossier | None:
        """Return the dossier, None where the system knows none."""
        until = self._monotonic() + self._seconds
        with requests.Session() as session, self._sent(session, code) as answer:
            if answer.status_code == NOT_FOUND and "json" in answer.headers.get("Content-Type", ""):
                return None
            if answer.status_code != OK:
                raise _Failed(f"http-{answer.status_code}")
            return _read(self._body(answer, until), code)

    def _sent(self, session: requests.Session, code: DossierCode) -> requests.Response:
        session.trust_env = False
        return session.get(
            f"{self._url}/dossiers/{quote(code.text, safe='')}",
            headers={"Authorization": f"Bearer {self._key}", "Accept": "application/json"},
            timeout=(self._seconds / 2, self._seconds / 2),
            allow_redirects=False,
            stream=True,
        )

    def _body(self, answer: requests.Response, until: float) -> bytes:
        whole = b""
        for piece in answer.iter_content(PIECE):
            whole += piece
            if len(whole) > MOST_BYTES:
                raise _Failed("too-long")
            if self._monotonic() > until:
                raise _Failed("too-slow")
        return whole


def _read(body: bytes, code: DossierCode) -> Dossier:
    """Return the dossier of that code and no other. What stands in the answer never gets into the log."""
    try:
        dossier = read_dossier(orjson.loads(body))
    except ValidationError as wrong:
        raise _Failed(f"not-as-agreed: {', '.join(sorted(map(str, wrong.messages_dict)))}") from None
    except ValueError:
        raise _Failed("no-json") from None
    if dossier.code != code.text:
        raise _Failed("another-dossier")
    return dossier
