"""Hold back what must not go now: closed windows, quiet hours, and more messages than one person should get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from services.kit.logs import log
from services.notify.domain.limits import Limits, begin_of_hour, hours_back
from services.notify.domain.message import CHATS, REQUESTED, Message, Route
from services.notify.domain.outcome import NotTried, Outcome, Refused
from services.notify.domain.quiet import QuietHours
from services.notify.domain.windows import WindowRules
from services.notify.usecases import metrics
from services.notify.usecases.ports import Tallies, Windows

#: Fewer messages than this to one recipient within an hour are no loop: nobody asks the database about them.
UNSUSPICIOUS = 3


@dataclass
class RecentNames:
    """What this process sent lately, in memory, so that the ordinary case costs no round trip."""

    hour: datetime | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, now: datetime) -> int:
        """Count one more message to a name and return how many there are in this hour."""
        hour = begin_of_hour(now)
        if hour != self.hour:
            self.hour, self.counts = hour, Counter()
        self.counts[name] += 1
        return self.counts[name]


@dataclass(frozen=True, slots=True)
class HoldBack:
    """Judges claimed messages before anything is sent. What is held goes later; nothing is dropped."""

    rules: WindowRules
    quiet: QuietHours
    limits: Limits
    tallies: Tallies
    windows: Windows
    recent: RecentNames = field(default_factory=RecentNames)

    def first_step(self, message: Message, now: datetime) -> datetime | None:
        """Return when quiet hours let a new message go, or None when they do not hold it."""
        if message.type == REQUESTED:
            return None  # the citizen is writing to us right now
        return self.quiet.held_until(message.channel, now, urgent=message.urgent, heard_at=message.heard_at)

    def refreshed(self, messages: Sequence[Message]) -> list[Message]:
        """Return messages that waited, with what was heard from their citizens meanwhile."""
        routes = {Route(each.channel, each.recipient) for each in messages if each.channel in CHATS}
        heard = self.windows.find(routes) if routes else {}
        return [_heard(each, heard.get(Route(each.channel, each.recipient))) for each in messages]

    def __call__(self, messages: Sequence[Message], now: datetime) -> dict[str, Outcome]:
        """Return, by key, what becomes of the messages that must not be sent now."""
        held: dict[str, Outcome] = {}
        for message in messages:
            outcome = self._untimely(message, now)
            if outcome:
                held[message.key] = outcome
        return held | self._too_many([each for each in messages if each.key not in held], now)

    def _untimely(self, message: Message, now: datetime) -> Outcome | None:
        if not self.rules.is_open(message.channel, message.heard_at, now, human=message.human):
            return Refused("the citizen last wrote too long ago", slug="window-closed")
        until = self.first_step(message, now)
        return NotTried("quiet hours", until) if until else None

    def _too_many(self, messages: Sequence[Message], now: datetime) -> dict[str, Outcome]:
        """Count first attempts only: what is tried again was counted before."""
        suspects = [
            each for each in messages if not each.attempts and self.recent.count(_name(each), now) > UNSUSPICIOUS
        ]
        if not suspects:
            return {}
        names = {_name(each) for each in suspects}
        sent = {name: list(counts) for name, counts in self.tallies.find(names, hours_back(now)).items()}
        held: dict[str, Outcome] = {}
        going: Counter[str] = Counter()
        for message in suspects:
            name = _name(message)
            until = self.limits.held_until(sent[name], now, requested=message.type == REQUESTED)
            if until:
                held[message.key] = NotTried("too many messages to one recipient", until)
                metrics.HELD.labels(message.channel, "limit").inc()
                log.warning("message held, too many to one recipient", case=message.code, message=message.key)
            else:
                sent[name][0] += 1
                going[name] += 1
        if going:
            self.tallies.add(going, begin_of_hour(now))
        return held


def _heard(message: Message, moment: datetime | None) -> Message:
    if moment is None:
        return message
    return replace(message, heard_at=max(moment, message.heard_at or moment))


def _name(message: Message) -> str:
    """Return the name of a tally, which holds no address."""
    kind = "requested" if message.type == REQUESTED else "automatic"
    digest = sha256(message.recipient.strip().lower().encode()).hexdigest()[:24]
    return f"{message.channel}:{kind}:{digest}"
