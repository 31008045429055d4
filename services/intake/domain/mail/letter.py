"""A mail as a person would read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Address:
    """A name, which may be empty, and an address in lower case."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file in a mail. `media_type` is what the sender says."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Ids are without angle brackets; `references` has the mail that is answered first, then older ones.

    `text` is everything there is to read, quotes too. `headers`: decoded, by lower-case name, the first of each.
    `media_type` is the whole mail's. `closed`: encrypted for somebody else. `cut`: the end was not fetched.
    `complaint` is the first part of a delivery report as fields, by lower-case name.
    """

    message_id: str = ""
    references: tuple[str, ...] = ()
    sender: Address | None = None
    reply_to: Address | None = None
    subject: str = ""
    text: str = ""
    files: tuple[File, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "text/plain"
    closed: bool = False
    cut: bool = False
    forwards: bool = False
    complaint: Mapping[str, str] = field(default_factory=dict)
    mentioned: tuple[str, ...] = ()

    @property
    def writer(self) -> Address | None:
        """Return whom to answer."""
        return self.reply_to or self.sender

    @property
    def is_report(self) -> bool:
        """Return whether this is a report about another mail."""
        return self.media_type == "multipart/report" or bool(self.complaint)
