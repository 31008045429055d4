"""What a change of a case leaves for the index: that it is due, and by which words it was found until now."""

from __future__ import annotations

from dataclasses import dataclass

from services.publish.domain.public_case import public_case
from services.publish.domain.words import words_of
from services.publish.usecases.ports import Change

#: Fields of the index in the documents of cases.
NUMBER, IS_DUE, GONE = "search_no", "search_due", "search_gone"


@dataclass(frozen=True, slots=True)
class SearchMark:
    """Whether a case has to be indexed, and the words that its public part had, in one text each."""

    due: bool = False
    gone: tuple[str, ...] = ()


def search_mark(change: Change) -> SearchMark:
    """Return what a change leaves."""
    before, after = public_case(change.before.case), public_case(change.after)
    if before == after:
        return SearchMark()
    return SearchMark(True, (" ".join(sorted(words_of(before))),) if before else ())
