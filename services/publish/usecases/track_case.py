"""Show a citizen how far their own case is: by code and digits, or by the link in a message of ours."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.own_links import LOOK, opened
from services.publish.domain.case import Case
from services.publish.domain.proof import proves
from services.publish.domain.public_case import PublicCase, public_case
from services.publish.usecases.ports import Attempts, Cases

#: Wrong tries until a case, or an address, is locked; and for how long. Four digits would otherwise fall in an hour.
WRONG_PER_CODE = 5
WRONG_PER_CLIENT = 30
LOCKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Progress:
    """What the holder of the digits may see: also of a case that is not public. Texts are redacted all the same."""

    case: Case
    public: PublicCase | None


class TrackCase:
    """Checks code and digits, counting wrong tries per case and per client; and links, counting them per client."""

    def __init__(self, cases: Cases, attempts: Attempts, clock: Clock, tracking_key: bytes, link_key: str = "") -> None:
        self._cases = cases
        self._attempts = attempts
        self._clock = clock
        self._key = tracking_key
        self._link_key = link_key

    def __call__(self, code: str, pin: str, client: str) -> Progress:
        """Return how far the case is. Of the caller's address (`client`) only a keyed hash is kept, for a while.

        Raises `Rejected` wrong-code-or-pin (the same for a code that does not exist) and tracking-locked.
        """
        of_code, of_client = f"code:{code}", self._of_client(client)
        wrong = self._attempts.count([of_code, of_client])
        if wrong.get(of_code, 0) >= WRONG_PER_CODE or wrong.get(of_client, 0) >= WRONG_PER_CLIENT:
            raise _locked()
        stored = self._cases.load([code]).get(code)
        if not proves(self._key, code, pin, stored.case.proof if stored else None) or not stored:
            self._attempts.add([of_code, of_client], self._clock.now() + LOCKED_FOR)
            raise _wrong()
        if wrong.get(of_code):
            self._attempts.clear(of_code)
        return Progress(stored.case, public_case(stored.case))

    def by_link(self, proof: str, client: str) -> Progress:
        """Return how far the case is that a link of ours opens.

        Raises `Rejected` link-not-valid, link-ended, link-revoked, own-case-not-here and tracking-locked.
        """
        of_client = self._of_client(client)
        if self._attempts.count([of_client]).get(of_client, 0) >= WRONG_PER_CLIENT:
            raise _locked()
        try:
            code = opened(proof, self._link_key, LOOK, self._clock.now())
        except Rejected as refused:
            if refused.slug == "link-not-valid":
                self._attempts.add([of_client], self._clock.now() + LOCKED_FOR)
            raise
        progress = self.shown(code)
        if progress.case.is_withdrawn or progress.case.proof is None:
            raise _revoked()
        return progress

    def shown(self, code: str) -> Progress:
        """Return how far a case is, for whoever has proved that it is theirs. Raises `Rejected` own-case-not-here."""
        stored = self._cases.load([code]).get(code)
        if stored is None or stored.case.received is None:
            raise _not_here()
        return Progress(stored.case, public_case(stored.case))

    def _of_client(self, client: str) -> str:
        return "client:" + hmac.digest(self._key, client.encode(), hashlib.sha256).hex()[:32]


def _wrong() -> Rejected:
    return Rejected(
        "wrong-code-or-pin",
        "Mã phản ánh hoặc bốn số bí mật không đúng. Xin xem lại tin nhắn hoặc thư xác nhận; "
        "nếu vừa gửi phản ánh, xin đợi một phút rồi thử lại.",
        "The case code or the four digits are not right. Please check the message you received; "
        "if you have only just filed the case, wait a minute and try again.",
    )


def _revoked() -> Rejected:
    """Whose case was taken back, or erased, has no links to it any more."""
    return Rejected(
        "link-revoked",
        "Đường dẫn này không còn dùng được. Xin nhập mã phản ánh và bốn số bí mật để xem.",
        "This link is no longer in use. Please enter the case code and the four digits to see the case.",
    )


def _not_here() -> Rejected:
    return Rejected(
        "own-case-not-here",
        "Phản ánh vừa gửi chưa hiện ở đây. Xin đợi một phút rồi mở lại.",
        "The case is not shown here yet. Please wait a minute and open it again.",
    )


def _locked() -> Rejected:
    return Rejected(
        "tracking-locked",
        "Đã nhập sai quá nhiều lần. Xin thử lại sau 15 phút, hoặc gọi tổng đài 1022.",
        "Too many wrong tries. Please try again in 15 minutes, or call 1022.",
    )
