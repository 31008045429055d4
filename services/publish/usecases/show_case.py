"""Show one published case."""

from __future__ import annotations

from services.kit.failures import Rejected
from services.publish.domain.days import PROVINCE
from services.publish.domain.grounds import GROUNDS, OTHER
from services.publish.domain.public_case import PublicCase, Tombstone, tombstone
from services.publish.usecases.decide_publication import unknown_case
from services.publish.usecases.ports import Cases, PublicCases


class ShowCase:
    """Shows a published case to anybody."""

    def __init__(self, published: PublicCases, cases: Cases) -> None:
        self._published = published
        self._cases = cases

    def __call__(self, code: str) -> PublicCase:
        """Return the case.

        Raises `Rejected`: `case-taken-back` for one that was public and is not any more, with when and why;
        `unknown-case` for every other, also for one that exists but never was public.
        """
        found = self._published.show(code)
        if found:
            return found
        stored = self._cases.load([code]).get(code)
        stone = tombstone(stored.case) if stored else None
        raise _taken_back(stone) if stone else unknown_case()


def _taken_back(stone: Tombstone) -> Rejected:
    ground, when = GROUNDS.get(stone.ground, GROUNDS[OTHER]), stone.at.astimezone(PROVINCE).strftime("%H:%M %d/%m/%Y")
    return Rejected(
        "case-taken-back",
        f"Phản ánh này đã được gỡ khỏi cổng công khai lúc {when}, vì {ground.vi}.",
        f"This case was taken off the public portal at {when}, because {ground.en}.",
        taken_back_at=stone.at.isoformat(),
        ground=ground.slug,
    )
