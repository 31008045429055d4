"""Announce events to the citizens they concern, in whatever order they come and however often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.events import CaseReceived, Event
from services.notify.domain.addressee import Addressee
from services.notify.domain.choice import Heard, latest, own_chat
from services.notify.domain.message import CHATS, Route
from services.notify.usecases.compose_message import ComposeMessage
from services.notify.usecases.deliver_messages import DeliverMessages
from services.notify.usecases.ports import Addressees, Windows


@dataclass(frozen=True, slots=True)
class AnnounceEvents:
    """An event of a case nobody has introduced yet is held; the case's `case.received` releases it."""

    addressees: Addressees
    windows: Windows
    compose: ComposeMessage
    deliver: DeliverMessages
    clock: Clock

    def __call__(self, events: Sequence[Event]) -> None:
        """Send the messages these events call for, each once."""
        introduced = {event.subject: addressee_of(event.data) for event in events if _introduces(event)}
        self._hear(introduced)
        held = self.addressees.held(self.addressees.introduce(list(introduced.values())))
        known = introduced | self._find(events, introduced)
        late = self.addressees.hold([event for event in events if event.subject not in known])
        if late:
            known |= self._find(late, known)
        self._tell([event for event in (*events, *held) if event.subject in known], known)
        if held:
            self.addressees.let_go({event.subject for event in held})

    def _hear(self, introduced: Mapping[str, Addressee]) -> None:
        """Filing a case in a chat opens its window, for every other case of the same citizen, too."""
        heard = latest((own_chat(each), each.heard_at) for each in introduced.values())
        if heard:
            self.windows.hear(heard)

    def _find(self, events: Sequence[Event], known: dict[str, Addressee]) -> dict[str, Addressee]:
        return dict(self.addressees.find({event.subject for event in events} - known.keys()))

    def _tell(self, events: Sequence[Event], known: Mapping[str, Addressee]) -> None:
        now = self.clock.now()
        heard = heard_in_chats(self.windows, known.values())
        composed = (self.compose(event, known[event.subject], now, heard) for event in events)
        self.deliver.new([message for message in composed if message])


def heard_in_chats(windows: Windows, citizens: Iterable[Addressee]) -> Heard:
    """Return when these citizens were last heard in the chats they have. Who has none costs no question."""
    routes = {Route(channel, recipient) for each in citizens for channel in CHATS if (recipient := each.at(channel))}
    return windows.find(routes) if routes else {}


def addressee_of(data: CaseReceived) -> Addressee:
    """Return who filed a case."""
    contact = data.contact
    return Addressee(
        code=data.code,
        name=contact.name if contact else None,
        email=contact.email if contact else None,
        phone=contact.phone if contact else None,
        zalo=contact.zalo if contact else None,
        facebook=contact.facebook if contact else None,
        language=data.language,
        title=data.title,
        pin=data.pin,
        channel=data.channel,
        thread=data.thread,
        urgency=data.urgency,
        heard_at=data.received_at,
    )


def _introduces(event: Event) -> bool:
    return isinstance(event.data, CaseReceived)
