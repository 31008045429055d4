"""Which language a citizen writes: Vietnamese unless it is plainly English."""

from __future__ import annotations

from services.intake.domain.chat.plain import has_diacritics, plain

# Words that unaccented Vietnamese does not have.
_ENGLISH = frozenset(
    {"the", "is", "are", "was", "there", "this", "that", "please", "street", "light", "lights", "broken", "road", "and"}
    | {"of", "with", "have", "has", "been", "near", "my", "our", "your", "hello", "water", "not", "working", "want"}
    | {"would", "like", "report", "help", "from", "when", "what", "where", "which", "house", "school", "for", "since"}
    | {"week", "days", "it", "does", "need", "we", "they", "english", "power", "garbage"}
)
LEAST_WORDS = 2
LEAST_SHARE = 0.25


def tongue_of(text: str) -> str | None:
    """Return "vi" or "en", or None where a text says too little to tell."""
    if has_diacritics(text):
        return "vi"
    words = plain(text).split()
    english = sum(word in _ENGLISH for word in words)
    if english >= LEAST_WORDS and english >= LEAST_SHARE * len(words):
        return "en"
    return "vi" if len(words) > 2 * LEAST_WORDS else None
