"""Where the mailbox is, and how a connection to it is opened."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_KEEPALIVE = ((socket.TCP_KEEPIDLE, 60), (socket.TCP_KEEPINTVL, 20), (socket.TCP_KEEPCNT, 3))


@dataclass(frozen=True, slots=True)
class ImapServer:
    """`imap://`, `imap+starttls://` or `imaps://` `user:password@host[:port][/folder]`.

    A password goes over TLS, or over loopback.
    """

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    PORTS: ClassVar[dict[str, int]] = {"imap": 143, "imap+starttls": 143, "imaps": 993}

    @classmethod
    def parse(cls, url: str) -> ImapServer:
        """Read a URL. Raises ValueError, whose words do not repeat the URL."""
        parts = urlsplit(url)
        if parts.scheme not in cls.PORTS or not (parts.hostname and parts.username and parts.password):
            raise ValueError("not an IMAP URL with user and password")
        if parts.scheme == "imap" and parts.hostname not in _LOOPBACK:
            raise ValueError("a password may not go over an open line")
        folder = unquote(parts.path.strip("/")) or "INBOX"
        port = parts.port or cls.PORTS[parts.scheme]
        return cls(parts.scheme, parts.hostname, port, unquote(parts.username), unquote(parts.password), folder)

    def connected(self, timeout: float) -> BaseMailBox:
        """Return an open connection, not logged in; no answer may take longer than `timeout` seconds."""
        if self.scheme == "imaps":
            box: BaseMailBox = MailBox(self.host, self.port, timeout, ssl_context=ssl.create_default_context())
        elif self.scheme == "imap+starttls":
            box = MailBoxStartTls(self.host, self.port, timeout, ssl_context=ssl.create_default_context())
        else:
            box = MailBoxUnencrypted(self.host, self.port, timeout)
        # A line that a firewall forgot is noticed by the network, not only at the next command.
        box.client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option, value in _KEEPALIVE:
            box.client.sock.setsockopt(socket.IPPROTO_TCP, option, value)
        return box
