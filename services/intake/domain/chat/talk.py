"""What a conversation is made of: what was heard, what is remembered, what is said, and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from services.intake.domain.contact import NormalisePhone
from services.intake.domain.reference import Reference

IDLE = "idle"
TELL = "tell"
GROUP = "group"
LEAF = "leaf"
PLACE = "place"
PLACE_FOUND = "place-found"
CONTACT = "contact"
CONSENT = "consent"
CONFIRM = "confirm"
EDIT = "edit"
FILED = "filed"
WHICH = "which"

#: Questions that a citizen need not answer: left alone at one of them, a case with enough words is filed as it is.
OPTIONAL = frozenset({GROUP, LEAF, PLACE, PLACE_FOUND, CONTACT, CONSENT})
#: Longest a conversation remembers which messages it has answered; the inbox remembers for a month.
MOST_HANDLED = 100
#: How many files a draft holds where the settings say nothing else.
MOST_FILES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing a citizen did in a chat. `at` is the provider's clock.

    `payload` is what a button said; `attachments` are kept already; `notes` tell of files that could not be.
    `unfetched` is how many were not even fetched, because the draft holds all it may. `corrects` is the id of an
    earlier message whose words these replace. `silence`: nobody wrote; time has passed.
    """

    id: str
    at: datetime
    text: str = ""
    payload: str = ""
    attachments: tuple[Any, ...] = ()
    notes: tuple[str, ...] = ()
    unfetched: int = 0
    place: tuple[float, float] | None = None
    phone: str = ""
    name: str = ""
    corrects: str | None = None
    greeting: bool = False
    silence: bool = False

    @property
    def words(self) -> str:
        """What was written, and what is to be noted of its files."""
        return "\n".join(part for part in (self.text, *self.notes) if part)

    @property
    def with_files(self) -> bool:
        """Whether files came with it, wherever they are now."""
        return bool(self.attachments or self.unfetched)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one message."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A case in the making. `id` is its first message. The `…_known` fields say which questions are over.

    `left_out` is how many files came beyond what one case may hold.
    """

    id: str = ""
    said: tuple[Said, ...] = ()
    attachments: tuple[Any, ...] = ()
    left_out: int = 0
    place: tuple[float, float] | None = None
    group: str | None = None
    category: str | None = None
    category_known: bool = False
    area: str | None = None
    address: str = ""
    place_known: bool = False
    place_refused: bool = False
    name: str = ""
    phone: str = ""
    email: str = ""
    contact_known: bool = False
    share: bool | None = None
    urgent: bool = False
    danger: bool = False

    @property
    def told(self) -> str:
        """Everything the citizen wrote about the matter, in order."""
        return "\n".join(each.text for each in self.said)

    @property
    def text(self) -> str:
        """What was told, and how many files were left out: what the case will say."""
        note = f"[thêm {self.left_out} tệp không nhận]" if self.left_out else ""
        return "\n".join(part for part in (self.told, note) if part)

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return not (self.said or self.attachments or self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The draft is to be filed under `key`. Written down before it is done, so that nobody can do it twice."""

    key: str
    unasked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """All that is remembered of one citizen on one channel.

    `case` is the case that further messages belong to; `due_at` is when silence will mean something.
    """

    channel: str
    thread: str
    version: int = 0
    stage: str = IDLE
    language: str | None = None
    draft: Draft = field(default_factory=Draft)
    filing: Filing | None = None
    case: str | None = None
    acknowledged_at: datetime | None = None
    greeted: bool = False
    reminded: bool = False
    wanted_a_person_at: datetime | None = None
    heard_at: datetime | None = None
    heard_id: str | None = None
    due_at: datetime | None = None
    handled: tuple[str, ...] = ()

    @property
    def tongue(self) -> str:
        """The language to answer in."""
        return self.language or "vi"

    def having_handled(self, id_: str) -> Conversation:
        """Return it, remembering that the message has its answer."""
        return replace(self, handled=(*self.handled, id_)[-MOST_HANDLED:])


@dataclass(frozen=True, slots=True)
class Say:
    """One message to the citizen: words, and buttons as (title, payload)."""

    text: str
    choices: tuple[tuple[str, str], ...] = ()

    def after(self, text: str) -> Say:
        """Return it with other words in front."""
        return Say(f"{text}\n\n{self.text}" if text else self.text, self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Words and files for a case that was filed before. `key` is the message's id."""

    code: str
    key: str
    text: str
    attachments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one message leads to. At most one thing is said; a status is looked up before it can be told.

    `passing`: what is said only asks on, so that it may be left out where the next message is at hand already.
    """

    conversation: Conversation
    say: Say | None = None
    addition: Addition | None = None
    look_up: str | None = None
    note: str | None = None
    passing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the conversation needs to know of the world. `answered`: the open case has its answer.

    `stall` is how long an optional question is left open, `remind` after how long a forgotten draft is mentioned (None:
    never), `acknowledge_every` how often at most an addition is acknowledged, `most_files` how many a draft may hold.
    """

    now: datetime
    reference: Reference
    normalise: NormalisePhone
    province: Mapping[str, Any]
    answered: bool = False
    stall: timedelta = timedelta(minutes=15)
    remind: timedelta | None = None
    acknowledge_every: timedelta = timedelta(minutes=10)
    most_files: int = MOST_FILES

    @property
    def hotline(self) -> str:
        """The number of the centre."""
        return str(self.province.get("hotline") or "1022")
