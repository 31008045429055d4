"""Letters by SMTP, each on a connection of its own: there are a few a day."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, parseaddr
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from services.reporting.domain.mailing.sending import Outcome, State
from services.reporting.usecases.mailing.ports import Letter

BROKEN = (OSError, smtplib.SMTPException)
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


class SmtpMailer:
    """Port `Mailer`. `sender` is an address, with or without a name."""

    def __init__(self, server: Server, sender: str, timeout: float) -> None:
        self._server = server
        self._sender = sender
        self._address = parseaddr(sender)[1]
        self._timeout = timeout

    def send(self, letter: Letter) -> Outcome:
        """Try once. What fails before the whole letter was handed over was certainly not taken."""
        wire = message_of(letter, self._sender).as_bytes(policy=SMTP_POLICY)
        try:
            smtp = self._opened()
        except BROKEN as error:
            return Outcome(State.DEFERRED, type(error).__name__)
        with _closing(smtp):
            return self._handed_over(smtp, letter.to, wire)

    def _handed_over(self, smtp: smtplib.SMTP, to: str, wire: bytes) -> Outcome:
        try:
            code, _ = smtp.mail(self._address)
            if code >= 400:  # whatever is wrong here is wrong with us, and no reason to give the reader up
                return Outcome(State.DEFERRED, f"smtp-{code}")
            code, _ = smtp.rcpt(to)
            if code >= 400:
                return _no(code)
        except BROKEN as error:
            return Outcome(State.DEFERRED, type(error).__name__)
        try:
            code, _ = smtp.data(wire)
        except smtplib.SMTPDataError as error:
            return _no(error.smtp_code)
        except BROKEN as error:
            # The end may have gone out before the line broke: the server may have the letter.
            return Outcome(State.UNCERTAIN, type(error).__name__)
        return Outcome(State.SENT) if code < 300 else _no(code)

    def _opened(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=self._timeout)
        try:
            _introduce(smtp, server, context)
        except BaseException:
            smtp.close()
            raise
        return smtp


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """Return the letter as a message. Its id follows from the letter's, so that a second copy can be recognised."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"] = formatdate(usegmt=True)
    domain = parseaddr(sender)[1].rpartition("@")[2]
    message["Message-ID"] = f"<report.{letter.id.replace(':', '.')}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    for file in letter.attachments:
        kind, _, subtype = file.media_type.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name)
    return message


def _introduce(smtp: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    smtp.ehlo_or_helo_if_needed()
    if server.scheme == "smtp+starttls" or (server.scheme == "smtp" and smtp.has_extn("starttls")):
        smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
    if server.user:
        if not isinstance(smtp.sock, ssl.SSLSocket) and server.host not in _LOOPBACK:
            raise smtplib.SMTPException("a password may not go over an open line")
        smtp.login(server.user, server.password or "")


def _no(code: int) -> Outcome:
    """Return what a refusal means: 4xx is for now, 5xx for good."""
    return Outcome(State.DEFERRED if code < 500 else State.REFUSED, f"smtp-{code}")


@contextmanager
def _closing(smtp: smtplib.SMTP) -> Iterator[None]:
    """Say goodbye afterwards, whatever the line thinks of it."""
    try:
        yield
    finally:
        try:
            smtp.quit()
        except BROKEN:
            smtp.close()
