"""Rate an answer: whoever knows the case's digits says once how content they are, or that nothing is settled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from ulid import ULID

from services.kit.clock import Clock
from services.kit.events import CaseRated, Event
from services.kit.failures import Rejected
from services.publish.domain.case import Answer, Case
from services.publish.domain.rating import RATINGS, UNSATISFIED, Rating, clean_comment
from services.publish.usecases.announcing import SOURCE
from services.publish.usecases.ports import Ratings
from services.publish.usecases.track_case import TrackCase


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a citizen says, unchecked."""

    rating: str
    comment: str = ""
    not_fixed: bool = False


@dataclass(frozen=True, slots=True)
class RateAnswer:
    """The rating is independent of whoever answered: it never passes through the agency's hands."""

    track_case: TrackCase
    ratings: Ratings
    clock: Clock

    def __call__(self, code: str, pin: str, client: str, opinion: Opinion) -> Rating:
        """Store the rating with its event and return it; the first one of an answer stands, and is returned again.

        Raises `Rejected`: those of tracking, not-answered, rating-missing.
        """
        return self.of_own(self.track_case(code, pin, client).case, opinion)

    def of_own(self, case: Case, opinion: Opinion) -> Rating:
        """Do the same for whoever proved that the case is theirs. Raises `Rejected` not-answered, rating-missing."""
        answer = case.answer
        if answer is None:
            raise Rejected("not-answered", "Phản ánh chưa có câu trả lời.", "The case has no answer yet.")
        if opinion.rating not in RATINGS:
            raise Rejected("rating-missing", "Xin chọn một mức đánh giá.", "Please choose how content you are.")
        given = _rating(case, answer, opinion, self.clock.now())
        self.ratings.add(given, _told(given))
        return self.ratings.find(given.key) or given

    def given(self, case: Case) -> Rating | None:
        """Return what was said about the answer that counts."""
        return self.ratings.find(f"{case.code}:{case.answer.event}") if case.answer else None


def _rating(case: Case, answer: Answer, opinion: Opinion, now: datetime) -> Rating:
    return Rating(
        code=case.code,
        answer=answer.event,
        answered_at=answer.answered_at,
        rating=opinion.rating,
        comment=clean_comment(opinion.comment),
        not_fixed=opinion.not_fixed and opinion.rating == UNSATISFIED,
        at=now,
    )


def _told(given: Rating) -> Event:
    data = CaseRated(
        code=given.code,
        rating=given.rating,
        comment=given.comment,
        not_fixed=given.not_fixed,
        answered_at=given.answered_at,
        rated_at=given.at,
    )
    id_ = str(ULID(hashlib.sha256(f"{given.key}\ncase.rated".encode()).digest()[:16]))
    return Event.of(data, source=SOURCE, subject=given.code, at=given.at, id=id_)
