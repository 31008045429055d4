"""A request whose connection ends in the middle of the body: no HTTP client does that on purpose."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from tests.simulators.base.courier import Webhook


def cut_off(webhook: Webhook, time_limit: float = 5.0) -> str:
    """Send the headers and half of the body, close our direction, and return what comes back, if anything."""
    parts = urlsplit(webhook.url)
    lines = [f"{webhook.method} {parts.path or '/'} HTTP/1.1", f"Host: {parts.netloc}"]
    lines += [f"{name}: {value}" for name, value in webhook.headers.items()]
    lines += [f"Content-Length: {len(webhook.body)}", "Connection: close", "", ""]
    with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 80), timeout=time_limit) as connection:
        connection.sendall("\r\n".join(lines).encode() + webhook.body[: len(webhook.body) // 2])
        connection.shutdown(socket.SHUT_WR)
        try:
            return connection.recv(4096).decode("utf-8", "replace")
        except OSError:
            return ""
