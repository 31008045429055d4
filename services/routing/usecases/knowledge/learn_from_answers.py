"""Learn from answers: which entries they used, and what the centre answered that no entry says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ulid import ULID

from services.kit.clock import Clock
from services.routing.domain.answering import Answer
from services.routing.domain.case import Case
from services.routing.domain.catalog import Catalog
from services.routing.domain.knowledge.proposal import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    Proposal,
    Proposed,
    closest,
)
from services.routing.domain.suggestion.nameless import nameless
from services.routing.usecases.knowledge.learning_ports import AnsweredCases, Proposals, Uses
from services.routing.usecases.ports import Catalogs

PAGE = 200
#: Clocks of replicas differ, and a write may come late: what is this old is looked at again, which changes nothing.
OVERLAP = timedelta(minutes=10)
#: Moments are stored in milliseconds.
TICK = timedelta(milliseconds=1)
#: How far back the first turn looks, and how long a proposal that nobody joins is kept.
FIRST_LOOK, KEPT = timedelta(days=30), timedelta(days=365)
EXPLAINED, BY_PERSON = "explained", "desk:"


@dataclass(frozen=True, slots=True)
class LearnFromAnswers:
    """One turn of a sweep over the cases themselves: nothing can be lost between an answer and what is learnt.

    What is confidential is not kept: private cases, and categories that are never published or name people.
    """

    cases: AnsweredCases
    uses: Uses
    proposals: Proposals
    catalogs: Catalogs
    clock: Clock

    def __call__(self) -> bool:
        """Look at what is new; return False, because there is no more."""
        since = self._since()
        while found := self.cases.answered_since(since, PAGE):
            for each in found:
                self._learn(each)
            last = max(_answer(each).at for each in found)
            self.cases.saw(last)
            if len(found) < PAGE:
                break
            since = max(last, since + TICK)
        return False

    def _since(self) -> datetime:
        seen = self.cases.seen_until()
        return seen - OVERLAP if seen else self.clock.now() - FIRST_LOOK

    def _learn(self, case: Case) -> None:
        answer = _answer(case)
        if answer.sources:
            self.uses.keep(case.code, answer.at, answer.sources)
        elif may_be_proposed(case, self.catalogs.assigner().catalog):
            self._propose(proposed(case))

    def _propose(self, new: Proposed) -> None:
        if not new.words:
            return
        known, until = closest(new, self.proposals.like(new)), new.at + KEPT
        if known:
            self.proposals.join(known.id, new, until)
        else:
            self.proposals.add(_first(new), new.case, until)


def may_be_proposed(case: Case, catalog: Catalog) -> bool:
    """Return whether an answer may become an entry: given by a person of the centre, about nothing confidential."""
    answer, category = _answer(case), catalog.categories.get(case.category or "")
    direct = answer.by.startswith(BY_PERSON) and case.current.agency == catalog.centre.slug
    confidential = category is not None and (category.publish == "never" or category.identity == "name_phone")
    return direct and answer.outcome == EXPLAINED and not case.submission.private and not confidential


def proposed(case: Case) -> Proposed:
    """Return question and answer without what leads to a person."""
    said, answer = case.submission, _answer(case)
    asked = said.text if said.text.startswith(said.title) else f"{said.title}\n{said.text}"
    return Proposed(
        case=case.code,
        question=nameless(asked, said.contact)[:LONGEST_QUESTION],
        answer=nameless(answer.text, said.contact)[:LONGEST_ANSWER],
        category=case.category,
        area=case.area,
        at=answer.at,
    )


def _first(new: Proposed) -> Proposal:
    return Proposal(
        id=str(ULID()),
        question=new.question,
        answer=new.answer,
        category=new.category,
        area=new.area,
        words=new.words,
        count=1,
        first_at=new.at,
        last_at=new.at,
    )


def _answer(case: Case) -> Answer:
    if case.answer is None:
        raise ValueError("only answered cases are learnt from")
    return case.answer
