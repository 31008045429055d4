"""How long texts are made to fit into a chat."""

from __future__ import annotations

MARK = "…"


def cut(text: str, longest: int) -> str:
    """Return the text in at most `longest` characters, ending at a word and with a mark where something is missing."""
    if len(text) <= longest:
        return text
    kept = text[: longest - len(MARK)]
    at_a_word = kept[: kept.rfind(" ")] if " " in kept[longest // 2 :] else kept
    return at_a_word.rstrip() + MARK


def cut_bytes(text: str, longest: int) -> str:
    """Return the text in at most `longest` bytes of UTF-8, no character cut in the middle."""
    octets = text.encode()
    return text if len(octets) <= longest else octets[:longest].decode(errors="ignore")
