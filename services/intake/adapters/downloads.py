"""Fetches files from providers, and from nobody else: an address in a message is a stranger's wish."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

from services.intake.usecases.chat_ports import CannotFetch
from services.intake.usecases.fetch_files import MOST_BYTES
from services.kit.failures import Retryable
from services.kit.public_https import NotPublic, PublicHttps, check_public

REDIRECTS = 3
CHUNK = 64 * 1024
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429})
#: A name or an address, and nothing that two readers of one URL could divide differently, such as a backslash.
_HOST = re.compile(r"[a-z0-9.:-]+")

Resolve = Callable[[str, int], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadRules:
    """`hosts` are suffixes of names, or whole addresses; `insecure` allows http and private addresses, for the lab."""

    hosts: tuple[str, ...]
    insecure: bool = False
    most_bytes: int = MOST_BYTES
    seconds: float = 15.0


class HttpDownloads:
    """Fetches by GET without credentials, within the rules' size and time."""

    def __init__(self, rules: DownloadRules, resolve: Resolve | None = None) -> None:
        self._rules = rules
        self._resolve = resolve or addresses_of

    def fetch(self, url: str) -> tuple[bytes, str]:
        """Return content and media type. Raises `CannotFetch` or `Retryable`."""
        until = time.monotonic() + self._rules.seconds
        try:
            with requests.Session() as session:
                session.trust_env = False
                if not self._rules.insecure:
                    session.mount("https://", PublicHttps())
                return self._followed(session, url, until)
        except NotPublic:
            raise CannotFetch("address-not-public") from None
        except (requests.ConnectionError, requests.Timeout, ProtocolError, ReadTimeoutError) as error:
            raise Retryable("the provider's files are away") from error
        except (requests.RequestException, HTTPError) as error:
            raise CannotFetch("broken") from error

    def _followed(self, session: requests.Session, url: str, until: float) -> tuple[bytes, str]:
        for _ in range(REDIRECTS + 1):
            self._check(url)
            with session.get(url, stream=True, timeout=self._rules.seconds / 2, allow_redirects=False) as response:
                if response.status_code not in _MOVED:
                    _check_status(response.status_code)
                    return self._content(response, until), response.headers.get("Content-Type", "")
                url = urljoin(url, response.headers.get("Location", ""))
        raise CannotFetch("too-many-redirects")

    def _check(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").rstrip("."), parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise CannotFetch("no-address") from None
        if parts.scheme != "https" and not (self._rules.insecure and parts.scheme == "http"):
            raise CannotFetch("not-https")
        if "@" in parts.netloc or not _HOST.fullmatch(host) or not self._is_listed(host):
            raise CannotFetch("host-not-allowed")
        if not self._rules.insecure:
            for address in self._resolve(host, port):
                check_public(address)

    def _is_listed(self, host: str) -> bool:
        return any(host == each or host.endswith(f".{each}") for each in self._rules.hosts)

    def _content(self, response: requests.Response, until: float) -> bytes:
        announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and int(announced) > self._rules.most_bytes:
            raise CannotFetch("too-large")
        content = bytearray()
        # What has come is looked at as it comes: a server that drips must not keep us until a chunk is full.
        while chunk := response.raw.read1(CHUNK, decode_content=True):
            content += chunk
            if len(content) > self._rules.most_bytes:
                raise CannotFetch("too-large")
            if time.monotonic() > until:
                raise Retryable("the file comes too slowly")
        return bytes(content)


def addresses_of(host: str, port: int) -> list[str]:
    """Return the addresses of a host. Raises `Retryable` when its name cannot be looked up now."""
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise Retryable("the provider's name cannot be looked up") from error


def _check_status(status: int) -> None:
    if status in _LATER or status >= 500:
        raise Retryable("the provider's files are away")
    if status != 200:
        raise CannotFetch("gone")
