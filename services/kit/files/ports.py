"""What the use cases of files need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from services.kit.events import Attachment

Result = TypeVar("Result")

#: What was sent, as it was sent: for operators only.
ORIGINAL = "original"
#: What anybody else sees: a re-encoded picture. Other kinds have none, their original is what is seen.
VIEW = "view"
#: A small picture for lists.
THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture drawn anew: nothing the camera wrote is in `view` and `thumbnail` (JPEG).

    `private` is what the camera wrote, where it can be read: `taken_at` (the camera's own clock, ISO 8601 without an
    offset), `latitude`, `longitude`. `card`: it looks like an identity card.
    """

    view: bytes
    thumbnail: bytes
    private: dict[str, Any] = field(default_factory=dict)
    card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file that was looked at and found good, before it is kept. `contents` are its variants by name.

    `owner` is whose file it is, where that decides who may use it; empty: whoever has its id.
    """

    attachment: Attachment
    original_type: str
    contents: dict[str, bytes]
    private: dict[str, Any]
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A kept file without its content. `original_type` is the media type of what was sent."""

    attachment: Attachment
    original_type: str
    variants: frozenset[str]
    owner: str = ""


class Files(Protocol):
    """Keeps files. A file that no case names is held until a moment, and may be deleted after it."""

    def keep(self, file: NewFile, now: datetime, until: datetime) -> None:
        """Store every variant, majority-acknowledged, held until `until`. Killed halfway, the file does not exist."""

    def hold(self, ids: Collection[str], until: datetime) -> frozenset[str]:
        """Hold files at least until `until`; return the ids of those that are still there."""

    def find(self, file_id: str) -> KeptFile | None:
        """Return what is known about a file that is there."""

    def read(self, file_id: str, variant: str) -> bytes | None:
        """Return the content of one variant; None when there is none."""


class UnnamedFiles(Protocol):
    """The same files, as the sweep sees them."""

    def hold(self, ids: Collection[str], until: datetime) -> frozenset[str]:
        """As `Files.hold`."""

    def overdue(self, now: datetime, most: int) -> list[str]:
        """Return files that are held no longer and that no case is known to name, oldest first."""

    def mark_named(self, ids: Collection[str]) -> None:
        """Note that a case names these files: they stay as long as it does."""

    def condemn(self, ids: Collection[str], now: datetime) -> list[str]:
        """Take files that are still held no longer out of reach, for good; return which. `hold` fails from then on."""

    def delete(self, file_id: str) -> None:
        """Delete every variant of a condemned file, and then what is known about it. Safe to repeat."""


class NamedFiles(Protocol):
    """Knows which files what is stored speaks of."""

    def named(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of `ids` that a case or an addition names, for good."""

    def awaited(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of `ids` that something names for the moment: a conversation that may become a case."""


class Pictures(Protocol):
    """Draws pictures anew."""

    def readable(self, media_type: str) -> bool:
        """Return whether pictures of this type can be read here."""

    def redraw(self, content: bytes, media_type: str) -> Picture:
        """Return the picture drawn anew. Raises `Unreadable`, or `TooManyPixels` before anything is decoded."""


class Unreadable(Exception):  # noqa: N818 - an outcome, not an accident
    """The content is broken, or hides more than it shows."""


class TooManyPixels(Exception):  # noqa: N818
    """The picture would need too much memory."""


class Scanner(Protocol):
    """Looks for what would harm whoever opens a file."""

    def finding(self, content: bytes) -> str | None:
        """Return the name of what was found, None when it is clean. Raises `Retryable` while it cannot look."""


class Workbench(Protocol):
    """Where heavy work is done, so that a process which also answers requests goes on answering."""

    def do(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what `work(*arguments)` returns, or raise what it raises."""


class Lease(Protocol):
    """Lets one of several processes do something."""

    def taken(self, name: str, now: datetime, until: datetime) -> bool:
        """Return True for the one caller who may do `name` until `until`."""
