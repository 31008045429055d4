"""A small server that speaks clamd's protocol and keeps what it was sent."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ClamdServer:
    """Answers `answer`; with `hang_up_after`, stops reading after so many bytes, as clamd does at its own limit."""

    def __init__(self, listener: socket.socket, answer: bytes, hang_up_after: int | None) -> None:
        self.received: list[bytes] = []
        self._listener = listener
        self._answer = answer
        self._hang_up_after = hang_up_after

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                if stream.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0":
                    self._scan(stream)
                connection.sendall(self._answer)

    def _scan(self, stream: object) -> None:
        content = b""
        while self._hang_up_after is None or len(content) < self._hang_up_after:
            (length,) = struct.unpack("!L", stream.read(4))
            if not length:
                break
            content += stream.read(length)
        self.received.append(content)


@contextmanager
def clamd(answer: bytes, family: int = socket.AF_INET, address: object = None, **how: int) -> Iterator[ClamdServer]:
    """Serve on a free port of this machine, or on the socket `address`."""
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.bind(address or ("127.0.0.1", 0))
        listener.listen()
        server = ClamdServer(listener, answer, how.get("hang_up_after"))
        server.address = listener.getsockname()
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
