"""What citizens are sent, changed at the desk; the words are kept by the service that sends them."""

from services.routing.usecases.wording.noted_words import NotedWords
from services.routing.usecases.wording.ports import (
    Message,
    MessageWords,
    NotifyAway,
    Part,
    Problem,
    Shown,
    Sms,
    Step,
    Texts,
    Trial,
    Variable,
    Version,
    Words,
)

__all__ = [
    "Message",
    "MessageWords",
    "NotedWords",
    "NotifyAway",
    "Part",
    "Problem",
    "Shown",
    "Sms",
    "Step",
    "Texts",
    "Trial",
    "Variable",
    "Version",
    "Words",
]
