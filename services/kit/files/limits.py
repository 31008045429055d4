"""How much may come with one message."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`files` a message, bytes of one file, bytes of all files of a message, pixels of a picture."""

    files: int = 10
    bytes_each: int = 10 * MEGABYTE
    bytes_together: int = 25 * MEGABYTE
    pixels: int = 50_000_000
