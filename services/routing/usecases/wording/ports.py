"""What the desk needs of the service that sends messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.failures import Retryable

#: Language → part → words.
Texts = Mapping[str, Mapping[str, str]]


class NotifyAway(Retryable):
    """The service that sends messages does not answer. Nothing is known to have been done; sent again, done once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What citizens hear of (`occasion`) on a kind of channel; `number` is None while the program's own words hold."""

    occasion: str
    kind: str
    name_vi: str
    name_en: str
    version: int
    number: int | None
    since: datetime | None
    draft_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """What may stand in braces. `examples` by language."""

    name: str
    vi: str
    en: str
    often_missing: bool
    needed: bool
    examples: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is to be written, at most `longest` characters."""

    part: str
    longest: int
    variables: tuple[Variable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words that wait for somebody who is none of `hands`."""

    texts: Texts
    hands: frozenset[str]
    by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Words that were put in force; `before` is the number of those before them."""

    number: int
    texts: Texts
    made_by: str
    approved_by: str
    at: datetime
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was done."""

    did: str
    by: str
    at: datetime
    note: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All that is known of a message's words. `own` are the program's, `present` those in force."""

    message: Message
    own: Texts
    present: Texts
    draft: Draft | None
    parts: tuple[Part, ...]
    versions: tuple[Version, ...]
    history: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with words; `place` is `<language>/<part>`."""

    place: str
    slug: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """A text message as the network gets it."""

    text: str
    unicode: bool
    units: int
    parts: int
    most_parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a citizen would read about an invented case of a `size`: ordinary, bare or long."""

    size: str
    language: str
    subject: str
    text: str
    html: str
    sms: Sms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What became of words."""

    texts: Texts
    problems: tuple[Problem, ...]
    shown: tuple[Shown, ...]


class MessageWords(Protocol):
    """The words, asked for on behalf of an account.

    Every method raises `NotifyAway` while the service does not answer, and `Rejected` as it refused: unknown-words,
    words-changed, words-broken (`errors` say where), words-unchanged, no-draft, four-eyes, nothing-before.
    """

    def all(self, account: str) -> Sequence[Message]:
        """Return every message on every kind of channel."""

    def find(self, account: str, occasion: str, kind: str) -> Words:
        """Return one."""

    def try_words(self, account: str, occasion: str, kind: str, texts: Texts) -> Trial:
        """Return what citizens would read; nothing is kept."""

    def draft(self, account: str, occasion: str, kind: str, texts: Texts, version: int, note: str) -> Words:
        """Keep a draft."""

    def withdraw(self, account: str, occasion: str, kind: str, version: int) -> Words:
        """Give the draft up."""

    def put_in_force(self, account: str, occasion: str, kind: str, version: int) -> Words:
        """Put somebody else's draft in force."""

    def bring_back(self, account: str, occasion: str, kind: str, version: int, *, to: str) -> Words:
        """Go back: `before` is one step, `default` the program's own words."""
