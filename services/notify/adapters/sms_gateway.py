"""Text messages through a gateway's HTTP API, as a profile describes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.kit.clock import Clock, SystemClock
from services.notify.adapters.provider_http import NoAnswer, NotSent, ProviderHttp, Reply
from services.notify.adapters.provider_sender import PAUSE_SECONDS, Verdict, broken, out_of_reach
from services.notify.adapters.sms_profile import Profile, at
from services.notify.domain.message import Message
from services.notify.domain.outcome import Accepted, Deferred, Refused, Repeatable, Unknown
from services.notify.domain.sms import callback
from services.notify.domain.sms.number import international, national
from services.notify.domain.sms.parts import Coding, coding_of
from services.notify.domain.sms.shorten import Style


@dataclass(frozen=True, slots=True)
class GatewayAccount:
    """Who we are at the gateway. `url` is the profile's unless another is given.

    `callback_base` is our own public address for receipts, None where the gateway cannot reach us.
    """

    url: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    sender: str
    callback_base: str | None = None
    callback_secret: str = field(default="", repr=False)


class SmsGateway:
    """Our own id of a message is the gateway's key against repetition, where the profile says that it has one."""

    def __init__(
        self, profile: Profile, account: GatewayAccount, style: Style, http: ProviderHttp, clock: Clock | None = None
    ) -> None:
        self._profile, self._account, self._style, self._http = profile, account, style, http
        self._clock = clock or SystemClock()

    def try_one(self, message: Message) -> Verdict:
        """Send one message and judge the answer."""
        phone = (national if self._profile.phone == "national" else international)(message.recipient)
        if phone is None:
            return Verdict(Refused("not a mobile number", "bad-number"))
        if message.repeating and not self._profile.remembers(message.created_at, self._clock.now()):
            return Verdict(Unknown("the gateway may have forgotten whether it had this message"))
        body = self._profile.body(self._values(message, phone))
        as_json = self._profile.format == "json"
        try:
            reply = self._http.post(self._account.url, body=body if as_json else None, form=None if as_json else body)
        except (NotSent, NoAnswer) as error:
            return self._safe_to_repeat(out_of_reach(error))
        return self._judged(reply, message)

    def _values(self, message: Message, phone: str) -> dict[str, str]:
        account, text = self._account, self._style.written(message.text)
        base = account.callback_base
        return {
            "key": account.key,
            "secret": account.secret,
            "sender": account.sender,
            "phone": phone,
            "text": text,
            "unicode": "1" if coding_of(text) is Coding.UCS2 else "0",
            "tracking": message.message_id,
            "callback": callback.address(base, message.message_id, account.callback_secret) if base else "",
        }

    def _judged(self, reply: Reply, message: Message) -> Verdict:
        code, id_ = at(reply.json(), self._profile.code), at(reply.json(), self._profile.id)
        codes = self._profile.codes
        if not code:
            return self._safe_to_repeat(broken(reply))
        if code in codes.accepted:
            return Verdict(Accepted(id_ or message.message_id, settled=not self._account.callback_base))
        if code in codes.repeated:
            return Verdict(Accepted(id_ or message.message_id, settled=False))
        if code in codes.refused:
            return Verdict(Refused(f"code {code}", codes.refused[code]))
        return Verdict(Deferred(f"code {code}"), alarm=codes.alarmed.get(code, ""))

    def _safe_to_repeat(self, verdict: Verdict) -> Verdict:
        """Where the gateway sends once for one id, nobody has to know whether it got the first request."""
        if isinstance(verdict.outcome, Unknown) and self._profile.idempotent:
            return Verdict(Repeatable(verdict.outcome.reason), pause=PAUSE_SECONDS)
        return verdict
