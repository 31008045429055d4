"""Calls of Zalo's APIs under an access token that is exchanged when Zalo calls it stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from services.kit.clock import Clock
from services.notify.adapters.provider_http import NoAnswer, NotSent, ProviderHttp, Reply
from services.notify.adapters.provider_sender import PAUSE_SECONDS, Verdict, broken, out_of_reach
from services.notify.adapters.token_keeper import NoToken, TokenKeeper
from services.notify.adapters.zalo_errors import STALE_TOKEN, Tables, judge
from services.notify.domain.outcome import Accepted, Deferred, NotTried

Accept = Callable[[dict[str, Any]], Accepted]


class ZaloApi:
    """Zalo answers HTTP 200 with `error` 0, or with a negative number that `tables` explain."""

    def __init__(self, http: ProviderHttp, tokens: TokenKeeper, clock: Clock, tables: Tables) -> None:
        self._http, self._tokens, self._clock, self._tables = http, tokens, clock, tables

    def call(self, url: str, body: Mapping[str, Any], accept: Accept) -> Verdict:
        """Post `body`; `accept` makes the outcome of what Zalo says about a message it took."""
        try:
            token = self._tokens.access()
            reply = self._post(url, body, token)
            if _code(reply) in STALE_TOKEN:
                reply = self._post(url, body, self._tokens.renew(token))
        except NoToken as error:
            return Verdict(NotTried(f"no token: {error}"), alarm="no-token", pause=PAUSE_SECONDS)
        except (NotSent, NoAnswer) as error:
            return out_of_reach(error)
        return self._judged(reply, accept)

    def _post(self, url: str, body: Mapping[str, Any], token: str) -> Reply:
        return self._http.post(url, body=body, headers={"access_token": token})

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
