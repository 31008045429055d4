"""Read the mailbox: one process at a time, mail by mail, for as long as it is ours."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from prometheus_client import Counter, Gauge

from services.intake.domain.mail.outcome import CASE, IGNORED, PARKED, REFUSED, SUPPLEMENT
from services.intake.usecases.mail_ports import Lease, Mailbox, MailboxAway, Mails, Place
from services.intake.usecases.take_mail import Broken, NotYet, TakeMail
from services.kit.clock import Clock
from services.kit.failures import Retryable
from services.kit.logs import log

READING = Gauge("hotline_mailbox_reading", "1 while this process is the one that reads the mailbox.")
LOOKED = Gauge("hotline_mailbox_look_age_seconds", "Seconds since the mailbox was last seen by this process.")
WAITING = Gauge("hotline_mailbox_waiting", "Mails that lie in the mailbox and are not taken, at the last look.")
PARKED_NOW = Gauge("hotline_mails_parked", "Mails that wait for a person, at the last look.")
AWAY = Counter("hotline_mailbox_away_total", "Connections to the mail server that failed or broke.")

#: How long one wait for mail lasts: between two the lease is renewed and the process may be told to end.
STEP_SECONDS = 1.0
BROKEN_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxPace:
    """Seconds: how long the lease holds, and after which time the mailbox is looked at even when it says nothing."""

    lease: float = 30.0
    look: float = 60.0


class ReadMailbox:
    """The use case. `folders` says where mails go by their outcome, `name` is the lease's."""

    def __init__(
        self,
        name: str,
        mailbox: Mailbox,
        mails: Mails,
        lease: Lease,
        take: TakeMail,
        folders: Mapping[str, str],
        clock: Clock,
        pace: MailboxPace,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._name = name
        self._mailbox = mailbox
        self._mails = mails
        self._lease = lease
        self._take = take
        self._folders = folders
        self._clock = clock
        self._pace = pace
        self._monotonic = monotonic
        self._sleep = sleep
        self._line: deque[Place] = deque()
        self._not_before: dict[Place, float] = {}
        self._renew_at = self._look_at = 0.0
        self._seen_at = monotonic()
        self._reading: bool | None = None
        self._away = False
        LOOKED.set_function(lambda: self._monotonic() - self._seen_at)

    def turn(self) -> bool:
        """Do one thing: take one mail, look for mails, or wait a moment. Returns whether to go on at once.

        Raises `Retryable` while the mail server is away.
        """
        if not self._is_ours():
            self._sleep(STEP_SECONDS)
            return False
        try:
            return self._worked()
        except MailboxAway as away:
            AWAY.inc()
            self._away = True
            self._forget()
            log.warning("mailbox away", error=str(away))
            raise Retryable("mailbox away") from away

    def problem(self) -> str | None:
        """Return why this process does not read the mailbox although it should; None while another one does."""
        if self._reading is None:
            return "not yet begun"
        late = self._monotonic() - self._seen_at > self._pace.look + self._pace.lease
        return "mail server away" if self._reading and (late or self._away) else None

    def leave(self) -> None:
        """Hang up and let another process read at once."""
        self._forget()
        if self._reading:
            now = self._clock.now()
            self._lease.taken(self._name, now, now)

    def _is_ours(self) -> bool:
        moment = self._monotonic()
        if moment >= self._renew_at or not self._reading:
            now = self._clock.now()
            ours = self._lease.taken(self._name, now, now + timedelta(seconds=self._pace.lease))
            self._renew_at = moment + self._pace.lease / 3
            if ours != self._reading:
                self._begun(ours)
        return bool(self._reading)

    def _begun(self, ours: bool) -> None:
        log.info("mailbox is ours" if ours else "mailbox is read by another process")
        self._reading = ours
        READING.set(ours)
        if not ours:
            self._forget()

    def _worked(self) -> bool:
        self._mailbox.open()
        if self._line:
            self._take_one(self._line[0])
            self._line.popleft()
            if not self._line:
                # Of a long line only the beginning was seen.
                self._look_at = 0.0
            return True
        if self._monotonic() >= self._look_at or self._mailbox.wait(STEP_SECONDS):
            return self._looked()
        return False

    def _looked(self) -> bool:
        """Line up what waits. What was settled before and could not be moved then is put away now."""
        moment = self._monotonic()
        later = {place: when for place, when in self._not_before.items() if when > moment}
        places = self._mailbox.waiting(later)
        self._seen_at, self._away = self._monotonic(), False
        for place, outcome in self._mails.settled(places).items():
            self._mailbox.put_away(place, self._folders[outcome.kind])
            places.remove(place)
        self._not_before = later
        self._line = deque(places)
        self._look_at = min([self._seen_at + self._pace.look, *later.values()])
        WAITING.set(len(places) + len(later))
        PARKED_NOW.set(self._mails.parked())
        return bool(places)

    def _take_one(self, place: Place) -> None:
        raw = self._mailbox.fetch(place)
        if raw is None:
            return
        try:
            outcome = self._take.take(place, raw)
        except Broken:
            self._later(place, BROKEN_SECONDS)
        except NotYet as wait:
            self._later(place, wait.seconds)
        else:
            self._mailbox.put_away(place, self._folders[outcome.kind])
            self._not_before.pop(place, None)
            if outcome.kind == PARKED:
                PARKED_NOW.set(self._mails.parked())

    def _later(self, place: Place, seconds: float) -> None:
        self._not_before[place] = self._monotonic() + seconds
        self._look_at = min(self._look_at, self._not_before[place])

    def _forget(self) -> None:
        self._mailbox.close()
        self._line.clear()
        self._look_at = 0.0


def folders(taken: str, ignored: str, broken: str) -> Mapping[str, str]:
    """Return the folder for each outcome."""
    return {CASE: taken, SUPPLEMENT: taken, REFUSED: taken, IGNORED: ignored, PARKED: broken}
