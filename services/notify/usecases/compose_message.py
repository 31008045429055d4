"""Compose the message about an event, from the event and from who filed the case: never from how things stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.kit.events import CaseExtended, CaseProgressed, CaseRouted, CaseWithdrawn, Event, decode, encode
from services.notify.domain.addressee import Addressee
from services.notify.domain.choice import Choice, Heard, known_windows
from services.notify.domain.merging import place_in_story, rank
from services.notify.domain.message import EMAIL, ZNS, Message, Route, group_key, ledger_key, next_key, tracking_id
from services.notify.domain.wording import STATUSES, cut, local_moment
from services.notify.usecases.ports import Texts

#: A template of ZNS has room for so many characters in a cell.
CELL = 90


@dataclass(frozen=True, slots=True)
class News:
    """What a message tells: the event it is about, and all events in it, encoded; `turn` counts the routes taken."""

    key: str
    event: str
    type: str
    sources: tuple[bytes, ...]
    events: Sequence[Event]
    turn: int = 1


@dataclass(frozen=True, slots=True)
class ComposeMessage:
    """`domain` is the mail domain of our own address."""

    texts: Texts
    choice: Choice
    domain: str

    def __call__(self, event: Event, addressee: Addressee, now: datetime, heard: Heard) -> Message | None:
        """Return the message on the best route, or None where there is nothing to say or no way to say it."""
        if not self.texts.knows(event.type) or _is_for_agencies(event) or _is_unasked(event):
            return None
        heard = known_windows(addressee, heard)
        routes = self.choice.open_ones(self.choice.routes(event.type, addressee), heard, now)
        if not routes:
            return None
        news = News(ledger_key(addressee.code, event.id), event.id, event.type, (encode(event),), (event,))
        return self._message(news, addressee, routes, now, heard)

    def next(self, message: Message, addressee: Addressee, now: datetime, heard: Heard) -> Message | None:
        """Return the message that follows a failed one on its next route, or None where no route is left."""
        heard = known_windows(addressee, heard)
        rules = self.choice.rules
        routes = [each for each in message.routes if rules.is_open(each.channel, heard.get(each), now)]
        if not routes:
            return None
        key, turn = next_key(message), message.turn + 1
        news = News(key, message.event, message.type, message.sources, told_by(message), turn)
        return self._message(news, addressee, routes, now, heard)

    def again(self, message: Message, addressee: Addressee) -> Message:
        """Return the message with words for all the events it tells of by now."""
        domain = self.domain if message.channel == EMAIL else ""
        words = self._words(message.channel, told_by(message), addressee)
        return replace(message, message_id=tracking_id(message.key, message.code, domain), **words)

    def _message(
        self, news: News, addressee: Addressee, routes: Sequence[Route], now: datetime, heard: Heard
    ) -> Message:
        first, code = routes[0], addressee.code
        mail = first.channel == EMAIL
        return Message(
            key=news.key,
            code=code,
            event=news.event,
            type=news.type,
            channel=first.channel,
            recipient=first.recipient,
            recipient_name=addressee.name,
            language=addressee.language,
            message_id=tracking_id(news.key, code, self.domain if mail else ""),
            created_at=now,
            reply_to=addressee.thread if mail and addressee.channel == EMAIL else None,
            urgent=addressee.urgency == "urgent",
            heard_at=heard.get(first) or addressee.heard_at,
            sources=news.sources,
            routes=tuple(routes[1:]),
            turn=news.turn,
            group=group_key(code, first),
            **self._words(first.channel, news.events, addressee),
        )

    def _words(self, channel: str, events: Sequence[Event], addressee: Addressee) -> dict[str, Any]:
        """Return subject, text, HTML and the parameters for ZNS."""
        subject, text, html = self.texts.render(channel, addressee.language, events, addressee)
        facts = _facts(max(events, key=lambda each: rank(each.type)), addressee) if channel == ZNS else {}
        return {"subject": subject, "text": text, "html": html, "facts": facts}


def _is_for_agencies(event: Event) -> bool:
    """A coordinating agency gets its part, more time for it, and its end; the citizen hears of the lead's alone."""
    return isinstance(event.data, CaseRouted | CaseExtended | CaseWithdrawn) and event.data.role != "lead"


def _is_unasked(event: Event) -> bool:
    """A step of the work that its category does not tell citizens of."""
    return isinstance(event.data, CaseProgressed) and not event.data.tell


def told_by(message: Message) -> list[Event]:
    """Return the events a message tells of, oldest first."""
    events = (decode(source) for source in message.sources)
    return sorted(events, key=lambda each: (each.time, place_in_story(each.type), each.id))


def _facts(event: Event, addressee: Addressee) -> dict[str, str]:
    due = getattr(event.data, "due_at", None)
    return {
        "code": addressee.code,
        "name": cut(addressee.name or "", CELL),
        "title": cut(addressee.title, CELL),
        "agency": cut(getattr(event.data, "agency_name", ""), CELL),
        "due": local_moment(due, addressee.language) if due else "",
        "status": STATUSES[addressee.language].get(event.type, ""),
    }
