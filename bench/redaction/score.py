"""What the redactor found against what was marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.redaction.texts import Marked, MarkedText
from services.publish.domain.redaction import Redactor, Span

NAME, HOUSE = "name", "house"
#: What has a form of its own; names have none.
STRUCTURED = ("phone", "email", "identity", "plate", "account", "house")


@dataclass(slots=True)
class Score:
    """Counts by kind. A mark is found when no letter or digit of it is left, of a house no digit ("số" tells nothing).

    A hidden part is right when it touches a mark. Wrong ones count under the kind that the redactor took them for.
    """

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)

    def recall(self, *kinds: str) -> float:
        """Return which part of what was marked is gone."""
        marked = sum(self.marked[kind] for kind in kinds)
        return sum(self.found[kind] for kind in kinds) / marked if marked else 1.0

    def precision(self, *kinds: str) -> float:
        """Return which part of what was hidden had to be."""
        right = sum(self.right[kind] for kind in kinds)
        hidden = right + sum(self.wrong[kind] for kind in kinds)
        return right / hidden if hidden else 1.0


def score(texts: Iterable[MarkedText]) -> Score:
    """Return the counts for texts whose author gave no contact: every find is by its form alone."""
    counted, redactor = Score(), Redactor()
    for each in texts:
        spans = redactor.text(each.text).spans
        for mark in each.marks:
            _count_mark(counted, each, mark, spans)
        for span in spans:
            _count_span(counted, each, span)
    return counted


def _count_mark(counted: Score, each: MarkedText, mark: Marked, spans: Iterable[Span]) -> None:
    hidden = {place for span in spans for place in range(span.start, span.end)}
    tells = str.isdigit if mark.kind == HOUSE else str.isalnum
    left = [place for place in range(mark.start, mark.end) if tells(each.text[place]) and place not in hidden]
    counted.marked[mark.kind] += 1
    if left:
        counted.missed.append(f"{mark.kind}: {each.text[mark.start : mark.end]} | {each.text}")
    else:
        counted.found[mark.kind] += 1


def _count_span(counted: Score, each: MarkedText, span: Span) -> None:
    if any(span.start < mark.end and mark.start < span.end for mark in each.marks):
        counted.right[span.kind] += 1
    else:
        counted.wrong[span.kind] += 1
        counted.needless.append(f"{span.kind}: {each.text[span.start : span.end]} | {each.text}")
