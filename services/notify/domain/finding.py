"""What asking the provider has found out about a message in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Answer(Enum):
    """What is known now. Only the last one leaves the message in doubt."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not accepted"
    #: Perhaps accepted, but the provider sends once for one id of ours, however often it is handed over.
    SAFE_TO_REPEAT = "safe to repeat"
    NOBODY_KNOWS = "nobody knows"


@dataclass(frozen=True, slots=True)
class Finding:
    """`provider_id` is the provider's name of an accepted message; `ask_at` when to ask next, where that is known."""

    answer: Answer
    provider_id: str | None = None
    ask_at: datetime | None = None


ACCEPTED = Finding(Answer.ACCEPTED)
NOT_ACCEPTED = Finding(Answer.NOT_ACCEPTED)
SAFE_TO_REPEAT = Finding(Answer.SAFE_TO_REPEAT)
NOBODY_KNOWS = Finding(Answer.NOBODY_KNOWS)
