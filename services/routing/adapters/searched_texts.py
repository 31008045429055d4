"""What of a stored case can be found by words, and the marks that narrow a search: words that nobody can type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.routing.domain.search_words import words_of, words_of_code

#: The texts, for whoever looks for phrases.
TEXTS = {
    "submission.title": 1,
    "submission.text": 1,
    "submission.address": 1,
    "submission.answers.text": 1,
    "additions.text": 1,
    "answer.text": 1,
    "earlier.text": 1,
}
READ = {
    **TEXTS,
    "submission.channel": 1,
    **dict.fromkeys(("holders", "category", "area", "version", "search_no"), 1),
}


def texts_of(case: Mapping[str, Any]) -> list[str]:
    """Return what the citizen said and was told, the most telling first."""
    said = case["submission"]
    parts = [said.get("answers"), case.get("additions"), [case.get("answer")], case.get("earlier")]
    later = [each.get("text") for part in parts for each in part or () if each]
    return [text for text in (said["title"], said["text"], said.get("address"), *later) if text]


def words_of_case(case: Mapping[str, Any]) -> set[str]:
    """Return all words and marks of a case."""
    marks = [of_holder(each) for each in case.get("holders", ())]
    if case.get("category"):
        marks.append(of_category(case["category"]))
    if case.get("area"):
        marks.append(of_area(case["area"]))
    marks.append(of_channel(case["submission"]["channel"]))
    return {*words_of(texts_of(case)), *words_of_code(case["_id"]), *marks}


def of_holder(agency: str) -> str:
    """Return the mark of an agency that may, or once might, see the case."""
    return f"@{agency}"


def of_category(category: str) -> str:
    """Return the mark of a topic."""
    return f"#{category}"


def of_area(code: str) -> str:
    """Return the mark of an area."""
    return f"~{code}"


def of_channel(channel: str) -> str:
    """Return the mark of a channel."""
    return f"={channel}"
