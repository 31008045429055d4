"""Mail by SMTP, over a few connections that stay open."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from services.kit.logs import log
from services.notify.adapters.mime import Sender, UnmailableAddress, mailbox, wire_form
from services.notify.adapters.smtp_session import BROKEN, Server, SmtpSession
from services.notify.domain.message import Message
from services.notify.domain.outcome import NotTried, Outcome, Refused

#: Servers hang up on the idle after minutes; an older connection is replaced instead of tested by a round trip.
IDLE_SECONDS = 30.0
#: How long the server counts as out of reach after it was.
PAUSE_SECONDS = 5.0
#: Fewer messages than this are not worth another connection.
SHARE = 10

Clock = Callable[[], float]


class SmtpMailer:
    """Spreads a batch over at most `connections` connections; each ends its share at the first failure to connect."""

    def __init__(
        self, server: Server, sender: Sender, *, timeout: float, connections: int, clock: Clock = time.monotonic
    ) -> None:
        self._server = server
        self._sender = sender
        self._timeout = timeout
        self._clock = clock
        self._connections = connections
        self._threads = ThreadPoolExecutor(connections, thread_name_prefix="smtp")
        self._idle: list[tuple[float, SmtpSession]] = []
        self._away_until = 0.0

    def ready(self) -> bool:
        """Return False while the server was out of reach a moment ago."""
        return self._clock() >= self._away_until

    def deliver(self, messages: Sequence[Message], seconds: float) -> list[Outcome]:
        """Try each message; return an outcome for each, in order."""
        until = self._clock() + seconds
        size = max(SHARE, -(-len(messages) // self._connections))
        shares = [messages[start : start + size] for start in range(0, len(messages), size)]
        if len(shares) == 1:
            return self._share(messages, until)
        futures = [self._threads.submit(self._share, share, until) for share in shares]
        return [outcome for future in futures for outcome in future.result()]

    def close(self) -> None:
        """Hang up."""
        while self._idle:
            self._idle.pop()[1].close()

    def _share(self, messages: Sequence[Message], until: float) -> list[Outcome]:
        """Send one after another on one connection, replaced where it breaks."""
        session: SmtpSession | None = None
        outcomes = []
        for message in messages:
            outcome, session = self._send(message, session, until)
            outcomes.append(outcome)
        if session:
            self._idle.append((self._clock(), session))
        return outcomes

    def _send(self, message: Message, session: SmtpSession | None, until: float) -> tuple[Outcome, SmtpSession | None]:
        """Send one message; return its outcome and the connection to go on with."""
        try:
            recipient = mailbox(message.recipient)
        except UnmailableAddress as error:
            return Refused(str(error)), session
        wire = wire_form(message, self._sender, recipient)
        for kept in (session or self._kept(), None):
            # The second turn: a server may have hung up on an idle connection, which says nothing about the server.
            session = kept or self._opened()
            if session is None:
                return NotTried("mail server out of reach"), None
            if self._clock() > until:
                return NotTried("out of time"), session
            outcome = session.send(self._sender.address, recipient, wire)
            if session.usable:
                return outcome, session
            session.close()
            if kept is None or not isinstance(outcome, NotTried):
                break
        if isinstance(outcome, NotTried):
            self._is_away(outcome.reason)
        return outcome, None

    def _kept(self) -> SmtpSession | None:
        """Return an idle connection that is still young; close those that are not."""
        while self._idle:
            since, session = self._idle.pop()
            if self._clock() - since < IDLE_SECONDS:
                return session
            session.close()
        return None

    def _opened(self) -> SmtpSession | None:
        """Return a new connection, or None: at once while the server was out of reach a moment ago."""
        if not self.ready():
            return None
        try:
            return SmtpSession(self._server, self._timeout)
        except BROKEN as error:
            self._is_away(type(error).__name__)
            return None

    def _is_away(self, reason: str) -> None:
        self._away_until = self._clock() + PAUSE_SECONDS
        log.warning("mail server out of reach", reason=reason)
