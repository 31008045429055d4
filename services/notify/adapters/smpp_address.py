"""Where an SMSC is, and who we are there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Smsc:
    """From `smpp://system_id:password@host[:port][?system_type=…]`, or `smpps://` for TLS."""

    scheme: str
    host: str
    port: int
    system_id: str
    password: str = field(repr=False)
    system_type: str = ""

    PORTS: ClassVar[dict[str, int]] = {"smpp": 2775, "smpps": 3550}
    #: Longest system_id, password and system_type of SMPP 3.4.
    LONGEST: ClassVar[tuple[int, int, int]] = (15, 8, 12)

    @classmethod
    def parse(cls, url: str) -> Smsc:
        """Read a URL. Raises ValueError, also for what SMPP has no room for."""
        parts = urlsplit(url)
        if parts.scheme not in cls.PORTS or not parts.hostname or not parts.username:
            raise ValueError("not an SMPP URL")
        user, password = unquote(parts.username), unquote(parts.password or "")
        type_ = parse_qs(parts.query).get("system_type", [""])[0]
        given = zip((user, password, type_), cls.LONGEST, strict=True)
        if any(len(value) > longest or not value.isascii() for value, longest in given):
            raise ValueError("longer than SMPP 3.4 allows")
        return cls(parts.scheme, parts.hostname, parts.port or cls.PORTS[parts.scheme], user, password, type_)
