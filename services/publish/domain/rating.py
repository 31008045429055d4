"""How content a citizen is with an answer."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

SATISFIED, ACCEPTABLE, UNSATISFIED = "satisfied", "acceptable", "unsatisfied"
#: As iHanoi and Hue-S ask: hài lòng, chấp nhận, không hài lòng.
RATINGS = (SATISFIED, ACCEPTABLE, UNSATISFIED)
MOST_COMMENT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One citizen's word on one answer (`answer`: the id of its event). `not_fixed`: the matter is not settled."""

    code: str
    answer: str
    answered_at: datetime
    rating: str
    comment: str
    not_fixed: bool
    at: datetime

    @property
    def key(self) -> str:
        """Its natural key: an answer is rated once."""
        return f"{self.code}:{self.answer}"


def clean_comment(text: str) -> str:
    """Return a comment as it is kept: NFC, no control characters but line ends, cut to `MOST_COMMENT`."""
    kept = "".join(
        c for c in unicodedata.normalize("NFC", text) if c == "\n" or not unicodedata.category(c).startswith("C")
    )
    return kept.strip()[:MOST_COMMENT]
