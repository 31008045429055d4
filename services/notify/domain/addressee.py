"""Whom we write to about a case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """What `case.received` said about the citizen; it never changes afterwards.

    `pin` is the four digits that, with the code, open the tracking page. `title` is the citizen's own line.
    """

    code: str
    name: str | None
    email: str | None
    language: str
    title: str
    pin: str
