"""One connection to the mail server, kept open from message to message."""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from services.notify.domain.outcome import Accepted, Deferred, NotTried, Outcome, Refused, Unknown

# What smtplib raises when a connection is, or becomes, useless.
BROKEN = (OSError, smtplib.SMTPException)
#: For connecting, the greeting, EHLO, STARTTLS and AUTH, each.
OPEN_SECONDS = 5.0
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes, from `smtp://`, `smtp+starttls://` or `smtps://` `[user:password@]host[:port]`.

    Plain `smtp` uses TLS where the server offers it; `smtp+starttls` insists. A password goes over TLS or loopback
    only.
    """

    scheme: str
    host: str
    port: int
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    PORTS: ClassVar[dict[str, int]] = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}

    @classmethod
    def parse(cls, url: str) -> Server:
        """Read a URL. Raises ValueError."""
        parts = urlsplit(url)
        if parts.scheme not in cls.PORTS or not parts.hostname:
            raise ValueError("not an SMTP URL")
        user, password = (unquote(each) if each else None for each in (parts.username, parts.password))
        return cls(parts.scheme, parts.hostname, parts.port or cls.PORTS[parts.scheme], user, password)


class SmtpSession:
    """Sends one message after another, each within `timeout` seconds from its envelope to the last reply."""

    def __init__(self, server: Server, timeout: float) -> None:
        """Connect, at most `OPEN_SECONDS` per step. Raises OSError or SMTPException."""
        self._smtp = _connect(server, min(timeout, OPEN_SECONDS))
        self._pipelining = self._smtp.has_extn("pipelining")
        self._timeout = timeout
        self._deadline = 0.0
        self.usable = True

    def send(self, sender: str, recipient: str, wire: bytes) -> Outcome:
        """Hand over one message. Raises nothing; `usable` tells whether the connection may be used again."""
        self._deadline = time.monotonic() + self._timeout
        try:
            refusal = self._envelope(sender, recipient)
            if refusal:
                return refusal
            # The end goes out with the last byte: if this raises, the server cannot have seen the whole message.
            self._smtp.send(wire + b".\r\n")
        except BROKEN as error:
            self.usable = False
            return NotTried(_named(error))
        try:
            return self._verdict(*self._reply())
        except BROKEN as error:
            self.usable = False
            return Unknown(f"no answer after DATA: {_named(error)}")

    def close(self) -> None:
        """Say goodbye without waiting for an answer, and hang up."""
        with suppress(*BROKEN):
            if self.usable:
                self._smtp.send("QUIT\r\n")
        self._smtp.close()

    def _envelope(self, sender: str, recipient: str) -> Outcome | None:
        """Send MAIL, RCPT and DATA, in one packet where the server allows it; None when it waits for the message."""
        commands = [f"MAIL FROM:<{sender}>\r\n", f"RCPT TO:<{recipient}>\r\n", "DATA\r\n"]
        replies = self._together(commands) if self._pipelining else self._one_by_one(commands)
        for step, (code, text) in zip((_mail, _recipient, _data), replies, strict=False):
            refusal = step(code, text)
            if refusal:
                with suppress(*BROKEN):
                    self.usable = self._recovered(code, replies)
                return refusal
        return None

    def _together(self, commands: list[str]) -> list[tuple[int, bytes]]:
        self._smtp.send("".join(commands))
        return [self._reply() for _ in commands]

    def _one_by_one(self, commands: list[str]) -> list[tuple[int, bytes]]:
        replies = []
        for command in commands:
            self._smtp.send(command)
            replies.append(self._reply())
            if replies[-1][0] >= 400:
                break
        return replies

    def _recovered(self, code: int, replies: list[tuple[int, bytes]]) -> bool:
        """Return whether a new message may begin (RFC 2920 §3.1: DATA may have been accepted without a recipient)."""
        self.usable = False
        if code == 421:
            return False
        if len(replies) == 3 and replies[2][0] == 354:
            self._smtp.send(b".\r\n")
            self._reply()
        self._smtp.send("RSET\r\n")
        return self._reply()[0] == 250

    def _reply(self) -> tuple[int, bytes]:
        """Wait for one reply, no longer than what is left for this message. Raises TimeoutError or SMTPException."""
        left = self._deadline - time.monotonic()
        if left <= 0 or self._smtp.sock is None:
            raise TimeoutError
        self._smtp.sock.settimeout(left)
        return self._smtp.getreply()

    def _verdict(self, code: int, text: bytes) -> Outcome:
        """Judge the reply to the message's end."""
        if code == 421:
            self.usable = False
        if 200 <= code < 300:
            return Accepted(_said(code, text))
        return Deferred(_said(code, text)) if code < 500 else Refused(_said(code, text))


def _mail(code: int, text: bytes) -> Outcome | None:
    """MAIL: whatever is wrong here is wrong with us, so it is never the end for the citizen."""
    if code < 400:
        return None
    return NotTried(_said(code, text)) if code == 421 else Deferred(_said(code, text))


def _recipient(code: int, text: bytes) -> Outcome | None:
    """RCPT: 5xx is a wrong address, unless the enhanced code (RFC 3463) says policy, which may be about us."""
    if code < 400:
        return None
    if code == 421:
        return NotTried(_said(code, text))
    return Refused(_said(code, text)) if code >= 500 and not text.startswith(b"5.7.") else Deferred(_said(code, text))


def _data(code: int, text: bytes) -> Outcome | None:
    """DATA: 354 invites the message."""
    if code == 354:
        return None
    if code == 421:
        return NotTried(_said(code, text))
    return Refused(_said(code, text)) if code >= 500 else Deferred(_said(code, text))


def _connect(server: Server, timeout: float) -> smtplib.SMTP:
    context = ssl.create_default_context()
    name = socket.gethostname() or "localhost"
    if server.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, name, timeout=timeout, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, name, timeout=timeout)
    try:
        _introduce(smtp, server, context)
    except BaseException:
        smtp.close()
        raise
    if smtp.sock is not None:
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp


def _introduce(smtp: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    smtp.ehlo_or_helo_if_needed()
    if server.scheme == "smtp+starttls" or (server.scheme == "smtp" and smtp.has_extn("starttls")):
        smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
    if server.user:
        if not isinstance(smtp.sock, ssl.SSLSocket) and server.host not in _LOOPBACK:
            raise smtplib.SMTPException("a password may not go over an open line")
        smtp.login(server.user, server.password or "")


def _said(code: int, text: bytes) -> str:
    """Return the server's words without addresses, which servers like to quote."""
    words = [word for word in text.decode("utf-8", "replace").split() if "@" not in word]
    return f"{code} {' '.join(words)}"[:300]


def _named(error: BaseException) -> str:
    return type(error).__name__
