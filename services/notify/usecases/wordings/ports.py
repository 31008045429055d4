"""What changing the words needs from the outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.kit.events import Event
from services.notify.domain.addressee import Addressee
from services.notify.domain.words.unit import Place, Texts, Unit


@dataclass(frozen=True, slots=True)
class Tried:
    """A message as it would be; `missing` are the variables that citizens need and that the words leave out.

    `title` is what the words give the subject; it is empty, as is `said`, where they say nothing at all.
    """

    subject: str
    text: str
    html: str
    title: str
    said: str
    missing: tuple[str, ...]


class Wordings(Protocol):
    """What people made of the words, by place."""

    def all(self) -> Sequence[Unit]:
        """Return every place where somebody ever changed something."""

    def find(self, place: Place) -> Unit:
        """Return what is known of a place; an untouched one where nothing is."""

    def save(self, unit: Unit) -> bool:
        """Store it in place of the version before it; False where somebody was quicker."""

    def in_force(self) -> Mapping[Place, Texts]:
        """Return the words in force that are not the program's own, a few seconds old at most."""


class Writer(Protocol):
    """Knows what words become in a message."""

    @property
    def defaults(self) -> Mapping[Place, Texts]:
        """The program's own words."""

    def facts(self, event: Event, citizen: Addressee, language: str) -> Mapping[str, str]:
        """Return what variables are filled with."""

    def tried(self, kind: str, language: str, event: Event, citizen: Addressee, texts: Texts) -> Tried:
        """Return the message with these words, uncut. Raises CannotSay."""
