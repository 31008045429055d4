"""A question to the citizen, while the case waits for what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, and until when an answer is waited for. `resumes` is the state the case had, and gets again."""

    text: str
    asked_at: datetime
    answer_by: datetime
    by: str
    assignment: int
    resumes: str
