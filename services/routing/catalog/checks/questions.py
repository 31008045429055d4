"""Questions: each can be asked and answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.routing.catalog.problem import Problem, Snapshot

Question = dict[str, Any]


def unanswerable(snapshot: Snapshot) -> Iterator[Problem]:
    """A choice has at least two answers, each once; other questions have none."""
    for subject, question in _questions(snapshot):
        slugs = [choice["slug"] for choice in question["choices"]]
        if question["type"] != "choice" and slugs:
            yield Problem(
                "choices-not-needed",
                subject,
                "Câu hỏi này không phải loại chọn nên không có phương án.",
                "This question is not of type choice and takes no choices.",
            )
        if question["type"] == "choice" and (len(slugs) < 2 or len(slugs) != len(set(slugs))):
            yield Problem(
                "choices-missing",
                subject,
                "Câu hỏi chọn cần ít nhất hai phương án khác nhau.",
                "A choice needs at least two different answers.",
            )


def doubled(snapshot: Snapshot) -> Iterator[Problem]:
    """Within a category each question has a name of its own."""
    for category in snapshot["categories"]:
        seen: set[str] = set()
        for question in category.get("questions", ()):
            if question["slug"] in seen:
                yield Problem(
                    "question-doubled",
                    _subject(category, question),
                    "Mã câu hỏi bị trùng trong lĩnh vực.",
                    "The category has two questions of this name.",
                )
            seen.add(question["slug"])


def asked_never(snapshot: Snapshot) -> Iterator[Problem]:
    """A condition names an earlier question of the same category, and answers that it has."""
    for category in snapshot["categories"]:
        earlier: dict[str, set[str]] = {}
        for question in category.get("questions", ()):
            condition = question["only_if"]
            if condition and not _possible(condition, earlier):
                yield Problem(
                    "question-never-asked",
                    _subject(category, question),
                    "Điều kiện của câu hỏi trỏ tới câu hỏi hoặc phương án không có trước đó.",
                    "The question's condition names a question or an answer that does not come before it.",
                )
            earlier[question["slug"]] = {choice["slug"] for choice in question["choices"]}


def _possible(condition: dict[str, Any], earlier: dict[str, set[str]]) -> bool:
    return set(condition["values"]) <= earlier.get(condition["question"], set())


def _questions(snapshot: Snapshot) -> Iterator[tuple[str, Question]]:
    for category in snapshot["categories"]:
        for question in category.get("questions", ()):
            yield _subject(category, question), question


def _subject(category: dict[str, Any], question: Question) -> str:
    return f"categories/{category['slug']}/questions/{question['slug']}"
