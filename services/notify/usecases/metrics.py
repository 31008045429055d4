"""Figures about messages, by event type and state."""

from prometheus_client import Counter, Gauge

MESSAGES = Counter("hotline_messages_total", "Messages that came into a state.", ["type", "state"])
WAITING = Gauge(
    "hotline_messages_waiting", "Messages that wait, at the last look; uncertain ones may need a person.", ["state"]
)
HELD = Counter(
    "hotline_messages_held_total", "Messages held back by loop protection: robots at work?", ["channel", "why"]
)
REPORTS = Counter(
    "hotline_message_reports_total",
    "Reports of providers; unknown ones are about none of our messages.",
    ["channel", "status", "message"],
)
UNANSWERED = Counter(
    "hotline_message_questions_unanswered_total",
    "Questions about uncertain messages that a provider refused or did not answer.",
    ["channel"],
)
WORDS_FAILED = Counter(
    "hotline_words_failed_total",
    "Pieces of news for which the words in force could not be said, and the program's own were.",
    ["occasion", "kind", "language"],
)
