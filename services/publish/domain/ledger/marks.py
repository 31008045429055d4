"""What a change of a case adds to the ledger, found by comparing what the public could read before and can read now.

Not by who decided: whatever makes a public text appear, change or go away, its mark is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.publish.domain.case import Case
from services.publish.domain.days import local_day
from services.publish.domain.ledger.content import content_of, digest_of
from services.publish.domain.policy import WAITING
from services.publish.domain.public_case import public_case

PUBLICATION, CORRECTION, WITHDRAWAL = "publication", "correction", "withdrawal"
KINDS = (PUBLICATION, CORRECTION, WITHDRAWAL)
_QUESTION = ("title", "text", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An entry that the ledger must get. `id` names the change it comes from, so that none is entered twice.

    `earlier` is the content that this one takes the place of, where everybody may go on reading it; `forgets` says that
    what the ledger knows of the case's earlier contents must go. `months` (2026-11) are those of the answers it is
    about, in the province's time: what is kept by month changes with it.
    """

    id: str
    code: str
    kind: str
    digest: str
    salt: str
    forgets: bool = False
    earlier: dict[str, Any] | None = None
    months: tuple[str, ...] = ()


def mark_of(before: Case, after: Case, revision: int, salt: str) -> Mark | None:
    """Return the mark of a change that made `revision` of the case; None where the public reads what it read."""
    shown = public_case(before), public_case(after)
    old, new = (content_of(each) if each else None for each in shown)
    if old == new:
        return None
    kind = WITHDRAWAL if new is None else CORRECTION if old else PUBLICATION
    forgets = old is not None and (new is None or _hides_more(before, after, old, new))
    return Mark(
        id=f"{after.code}/{revision}",
        code=after.code,
        kind=kind,
        digest=digest_of(withdrawn(after) if new is None else new, salt),
        salt=salt,
        forgets=forgets,
        earlier=None if forgets else old,
        months=tuple(sorted({f"{local_day(each.answered_at):%Y-%m}" for each in shown if each})),
    )


def withdrawn(case: Case) -> dict[str, Any]:
    """Return the content of a withdrawal: that there is none, and why."""
    answer = case.answer
    return {"code": case.code, "reason": (answer and (answer.ground or answer.reason)) or WAITING}


def _hides_more(before: Case, after: Case, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether words were changed by our own hand: then the old ones held something that nobody may read any more.

    An agency's new answer is another matter: what it said before stays on record.
    """
    if any(old[name] != new[name] for name in _QUESTION):
        return True
    same_answer = _answer(before) == _answer(after)
    return same_answer and any(old[name] != new[name] for name in ("answer", "photos"))


def _answer(case: Case) -> str | None:
    return case.answer.event if case.answer else None
