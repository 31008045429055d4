"""An SMTP server that takes every mail and keeps only a count: it must cost next to nothing beside what is measured.

python -m bench.smtp_sink PORT        GET http://…:PORT+1/ answers the count
"""

from __future__ import annotations

import asyncio
import sys

FEATURES = b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 26214400\r\n"
REPLIES = {
    b"EHLO": FEATURES,
    b"HELO": b"250 sink\r\n",
    b"MAIL": b"250 ok\r\n",
    b"RCPT": b"250 ok\r\n",
    b"RSET": b"250 ok\r\n",
    b"NOOP": b"250 ok\r\n",
}


class Count:
    """How many mails were taken."""

    taken = 0


class Sink(asyncio.Protocol):
    """One SMTP session."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""
        self._in_data = False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer every complete command or mail."""
        self._received += data
        while self._step():
            pass

    def _step(self) -> bool:
        end = b"\r\n.\r\n" if self._in_data else b"\r\n"
        part, found, rest = self._received.partition(end)
        if not found:
            return False
        self._received = rest
        self._taken() if self._in_data else self._command(part[:4].upper())
        return True

    def _taken(self) -> None:
        Count.taken += 1
        self._in_data = False
        self._transport.write(b"250 taken\r\n")

    def _command(self, verb: bytes) -> None:
        if verb == b"DATA":
            self._in_data = True
            self._transport.write(b"354 go on\r\n")
        elif verb == b"QUIT":
            self._transport.write(b"221 bye\r\n")
            self._transport.close()
        else:
            self._transport.write(REPLIES.get(verb, b"502 no\r\n"))


async def tell(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the count over HTTP."""
    body = str(Count.taken).encode()
    writer.write(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    await writer.drain()
    writer.close()


async def serve(port: int) -> None:
    """Serve for ever."""
    loop = asyncio.get_running_loop()
    await loop.create_server(Sink, "127.0.0.1", port)
    await asyncio.start_server(tell, "127.0.0.1", port + 1)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
