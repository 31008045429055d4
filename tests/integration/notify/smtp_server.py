"""A small SMTP server on loopback that does as the test says, on real sockets."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import ClassVar

HANG = "hang"
HANG_UP = "hang up"


@dataclass
class SmtpServer:
    """Answers each command with its reply; `HANG` says nothing, `HANG_UP` closes the connection.

    The replies may be changed while it runs. A message is accepted when the reply to its end begins with 2, or when
    `swallow` is set, whatever is said about it then.
    """

    replies: dict[str, str] = field(default_factory=dict)
    pipelining: bool = True
    swallow: bool = False
    accepted: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    packets: Counter[str] = field(default_factory=Counter)

    DEFAULTS: ClassVar[dict[str, str]] = {
        "CONNECT": "220 mail.example.org ready",
        "MAIL": "250 2.1.0 ok",
        "RCPT": "250 2.1.5 ok",
        "DATA": "354 go ahead",
        "END": "250 2.0.0 queued as Q1",
        "RSET": "250 2.0.0 ok",
        "NOOP": "250 2.0.0 ok",
        "QUIT": "221 2.0.0 bye",
    }

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Refuse connections and drop those there are."""
        # shutdown wakes the thread that waits in accept; close alone would leave the port open until it wakes.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.hang_up()

    def hang_up(self) -> None:
        """Drop all connections."""
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._talk_safely, args=(connection,), daemon=True).start()

    def _talk_safely(self, connection: socket.socket) -> None:
        try:
            self._talk(connection)
        except (OSError, ValueError):
            connection.close()

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        if not self._say(connection, "CONNECT"):
            return
        while line := lines.readline():
            command = line.strip().decode().upper().split(" ")[0].split(":")[0]
            if command == "EHLO":
                offers = "250-mail.example.org\r\n" + ("250-PIPELINING\r\n" if self.pipelining else "") + "250 8BITMIME"
                connection.sendall(offers.encode() + b"\r\n")
                continue
            if command == "RCPT":
                self.recipients.append(line.strip().decode())
            if not self._say(connection, command):
                return
            if command == "DATA" and self._reply("DATA").startswith("354") and not self._take(connection, lines):
                return

    def _take(self, connection: socket.socket, lines: object) -> bool:
        body = b""
        while (line := lines.readline()) not in {b".\r\n", b""}:  # type: ignore[attr-defined]
            body += line
        if body and (self.swallow or self._reply("END").startswith("2")):
            self.accepted.append(body)
        if not body:
            connection.sendall(b"554 5.5.1 no valid recipients\r\n")
            return True
        return self._say(connection, "END")

    def _say(self, connection: socket.socket, command: str) -> bool:
        reply = self._reply(command)
        self.packets[command] += 1
        if reply == HANG:
            threading.Event().wait(5)
        if reply in {HANG, HANG_UP}:
            connection.shutdown(socket.SHUT_RDWR)
            connection.close()
            return False
        connection.sendall(reply.encode() + b"\r\n")
        return True

    def _reply(self, command: str) -> str:
        known: Mapping[str, str] = {**self.DEFAULTS, **self.replies}
        return known.get(command, "502 5.5.2 unknown")
