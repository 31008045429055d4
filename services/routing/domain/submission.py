"""What the citizen said. It never changes; what people made of it stands in the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.routing.domain.file import File, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach the citizen; every part may be missing."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer to a question of the category: for programs (`question`, `value`) and for people (`label`, `text`)."""

    question: str
    value: str
    label: str
    text: str
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What the citizen said, as it was accepted. `doubts` are slugs of why a person should look first."""

    code: str
    channel: str
    received_at: datetime
    title: str
    text: str
    category: str | None
    area: str | None
    address: str | None
    urgency: str
    kind: str
    language: str
    contact: Contact | None
    share_contact: bool
    private: bool
    place: Place | None = None
    files: tuple[File, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    doubts: tuple[str, ...] = ()
