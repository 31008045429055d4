"""Calls of Zalo's APIs under an access token that is exchanged when Zalo calls it stale."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from services.kit.clock import Clock
from services.notify.adapters.provider_http import NoAnswer, NotSent, ProviderHttp, Reply
from services.notify.adapters.provider_sender import PAUSE_SECONDS, Verdict, broken, out_of_reach
from services.notify.adapters.token_keeper import NoToken, TokenKeeper
from services.notify.adapters.zalo_errors import STALE_TOKEN, Tables, judge
from services.notify.domain.outcome import Accepted, Deferred, NotTried
from services.notify.usecases.ports import CannotAsk

Accept = Callable[[dict[str, Any]], Accepted]


class _TooLate(Exception):  # noqa: N818
    """The token is there, but a message that is sent now may be on its way when somebody asks what became of it."""


class ZaloApi:
    """Zalo answers HTTP 200 with `error` 0, or with a negative number that `tables` explain."""

    def __init__(self, http: ProviderHttp, tokens: TokenKeeper, clock: Clock, tables: Tables) -> None:
        self._http, self._tokens, self._clock, self._tables = http, tokens, clock, tables

    def call(self, url: str, body: Mapping[str, Any], accept: Accept) -> Verdict:
        """Post `body`; `accept` makes the outcome of what Zalo says about a message it took."""
        try:
            reply = self._answered(lambda token: self._http.post(url, body=body, headers={"access_token": token}))
        except _TooLate:
            return Verdict(NotTried("waited for a token"))
        except NoToken as error:
            return Verdict(NotTried(f"no token: {error}"), alarm="no-token", pause=PAUSE_SECONDS)
        except (NotSent, NoAnswer) as error:
            return out_of_reach(error)
        return self._judged(reply, accept)

    def ask(self, url: str, data: str) -> Any:
        """Return `data` of Zalo's answer to a question, whose own `data` is JSON. Raises CannotAsk."""
        params = {"data": data}
        try:
            reply = self._answered(lambda token: self._http.get(url, params=params, headers={"access_token": token}))
        except (NoToken, _TooLate) as error:
            raise CannotAsk("no token") from error
        except (NotSent, NoAnswer) as error:
            raise CannotAsk(f"{error}") from error
        if _code(reply) != 0:
            raise CannotAsk(f"HTTP {reply.status}, error {_code(reply)}")
        return reply.json().get("data")

    def _answered(self, call: Callable[[str], Reply]) -> Reply:
        """Call with the token, and once more with a fresh one when Zalo finds it stale.

        All of it lasts at most three times as long as a call may: what the tokens took beyond that, a message may not
        be sent after. Then the call is not made; what Zalo refused for the token was not sent either.
        """
        began = time.monotonic()
        token = self._in_time(self._tokens.access(), began, calls=1)
        reply = call(token)
        if _code(reply) not in STALE_TOKEN:
            return reply
        return call(self._in_time(self._tokens.renew(token), began, calls=2))

    def _in_time(self, token: str, began: float, *, calls: int) -> str:
        if time.monotonic() - began > calls * self._http.timeout:
            raise _TooLate
        return token

    def _judged(self, reply: Reply, accept: Accept) -> Verdict:
        code = _code(reply)
        if code is None:
            return broken(reply)
        if code == 0:
            return Verdict(accept(reply.json().get("data") or {}))
        if code in STALE_TOKEN:
            return Verdict(Deferred(f"error {code}"), alarm="token")
        return judge(code, reply.headers, self._clock.now(), self._tables)


def _code(reply: Reply) -> int | None:
    """Return the error number, None where the answer is not the API's."""
    code = reply.json().get("error")
    return code if isinstance(code, int) else None
