"""Look a dossier up for a citizen: by its code, and with the last digits of the telephone left with it, all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.intake.domain.abuse.limits import Limit, over
from services.intake.domain.abuse.senders import Sender
from services.intake.usecases.gate_ports import Counters
from services.kit.clock import Clock
from services.kit.dossiers import Found, OneStop, belongs_to, read_code, without_applicant
from services.kit.failures import Rejected
from services.kit.logs import log

#: Four digits would fall in an hour. Counted by dossier, and by whoever guesses.
WRONG_TRIES = {
    "dossier": Limit(most=5, seconds=3600, busy=5),
    "guesser": Limit(most=10, seconds=3600, busy=10),
}


@dataclass(frozen=True, slots=True)
class LookUpDossier:
    """The use case."""

    one_stop: OneStop
    counters: Counters
    clock: Clock

    @property
    def connected(self) -> bool:
        """Whether there is a system to ask."""
        return self.one_stop.connected

    def __call__(self, typed: str) -> Found:
        """Return what the code alone shows. Raises `Rejected`: malformed-dossier-code, or what the port does."""
        found = self.one_stop.find(read_code(typed))
        return replace(found, dossier=without_applicant(found.dossier))

    def whole(self, typed: str, digits: str, guesser: str) -> Found:
        """Return all of it for whoever knows the last digits. `guesser` is the address of who asks.

        Raises `Rejected`: wrong-digits, too-many-tries, or what looking it up does. Each try is counted before it is
        looked at; a right one is taken back.
        """
        found = self.one_stop.find(read_code(typed))
        tries, now = (Sender("dossier", found.dossier.code), Sender("guesser", guesser)), self.clock.now()
        windows = self.counters.count(tries, WRONG_TRIES, now)
        if any(over(WRONG_TRIES[who.kind], window) for who, window in zip(tries, windows, strict=True)):
            raise _locked()
        if not belongs_to(found.dossier, digits):
            raise _wrong()
        self.counters.take_back(tries, WRONG_TRIES, now)
        log.info("dossier shown", to="applicant")
        return replace(found, dossier=replace(found.dossier, phone_digits=""))


def _wrong() -> Rejected:
    return Rejected(
        "wrong-digits",
        "Bốn số cuối không khớp với số điện thoại đã ghi trong hồ sơ.",
        "These are not the last four digits of the telephone number left with the dossier.",
    )


def _locked() -> Rejected:
    return Rejected(
        "too-many-tries",
        "Nhập sai bốn số cuối quá nhiều lần. Xin thử lại sau một giờ, hoặc gọi 1022.",
        "Too many wrong tries. Please try again in an hour, or call 1022.",
    )
