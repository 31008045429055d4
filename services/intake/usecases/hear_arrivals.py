"""Hear raw chat messages: understand each, fetch its files, and let the conversation go on."""

from __future__ import annotations

from dataclasses import replace

from services.intake.domain.chat.comments import Comment, looks_like_a_report
from services.intake.domain.chat.talk import Heard
from services.intake.domain.chat.words import both
from services.intake.usecases.chat_ports import Announcements, Incoming, Read, Receipts
from services.intake.usecases.converse import Converse
from services.intake.usecases.fetch_files import FetchFiles
from services.intake.usecases.ports import Arrival
from services.kit.clock import Clock
from services.kit.events import MessageRequested

#: Body of what stands in the inbox for "nobody has written": no provider's message, which is JSON, looks like it.
SILENCE = b"silence"


class HearArrivals:
    """The use case for one message of the inbox; the inbox takes care of order, retries and parking."""

    def __init__(
        self, read: Read, fetch: FetchFiles, converse: Converse, announcements: Announcements, clock: Clock
    ) -> None:
        self._read = read
        self._fetch = fetch
        self._converse = converse
        self._announcements = announcements
        self._clock = clock

    def hear(self, arrival: Arrival) -> None:
        """Work on one message. Raises `Rejected` where it cannot be understood, `Retryable` where it must wait."""
        if arrival.body == SILENCE:
            heard = Heard(id=arrival.id, at=arrival.sent_at, silence=True)
            self._converse.take(arrival.channel, arrival.thread, heard)
            return
        meaning = self._read(arrival)
        if isinstance(meaning, Incoming):
            self._hear(arrival, meaning)
        elif isinstance(meaning, Receipts):
            self._announcements.once(arrival.channel, arrival.id, meaning.reports, self._clock.now())
        elif meaning is not None and looks_like_a_report(meaning):
            self._invite(arrival, meaning)

    def _hear(self, arrival: Arrival, incoming: Incoming) -> None:
        heard = self._with_files(arrival, incoming) if incoming.files else incoming.heard
        self._converse.take(arrival.channel, arrival.thread, heard, followed=arrival.followed)

    def _with_files(self, arrival: Arrival, incoming: Incoming) -> Heard:
        heard = incoming.heard
        if not self._converse.takes_files(arrival.channel, arrival.thread):
            return replace(heard, unfetched=len(incoming.files))
        fetched = self._fetch.fetch(incoming.files, arrival.attempts)
        return replace(heard, attachments=fetched.attachments, notes=(*heard.notes, *fetched.notes))

    def _invite(self, arrival: Arrival, comment: Comment) -> None:
        """Answer a public comment privately, once, with nothing about its writer in it."""
        invitation = MessageRequested(
            channel=arrival.channel,
            recipient=f"comment:{comment.id}",
            language="vi",
            text="\n\n".join(both("comment-reply")),
            heard_at=arrival.sent_at,
        )
        self._announcements.once(arrival.channel, f"comment:{comment.id}", [invitation], self._clock.now())
