"""Keep decisions: what people at the centre decided about cases becomes what the next model learns from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kit.clock import Clock
from services.routing.domain.case import Case
from services.routing.domain.catalog import Catalog
from services.routing.domain.suggestion.nameless import nameless
from services.routing.usecases import metrics
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.suggesting.ports import ClassifiedCases, Decision, Decisions

PAGE = 200
#: Clocks of replicas differ, and a write may come late: what is this old is looked at again, which changes nothing.
OVERLAP = timedelta(minutes=10)
#: Moments are stored in milliseconds.
TICK = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class KeepDecisions:
    """One turn of a sweep over the cases themselves: nothing can be lost between a decision and its keeping.

    What is confidential is not kept: private cases, and categories that are never published.
    """

    cases: ClassifiedCases
    decisions: Decisions
    catalogs: Catalogs
    clock: Clock
    keep_for: timedelta

    def __call__(self) -> bool:
        """Keep what is new; return False, because there is no more."""
        since = self._since()
        while found := self.cases.classified_since(since, PAGE):
            catalog = self.catalogs.assigner().catalog
            self.decisions.keep([_decision(case, self.keep_for) for case in found if _may_be_kept(case, catalog)])
            if len(found) < PAGE:
                break
            since = max(_moment(found[-1]), since + TICK)
        agreement = self.decisions.agreement().agreement
        if agreement is not None:
            metrics.AGREEMENT.set(agreement)
        return False

    def _since(self) -> datetime:
        oldest, newest = self.clock.now() - self.keep_for, self.decisions.newest_at()
        return max(newest - OVERLAP, oldest) if newest else oldest


def _may_be_kept(case: Case, catalog: Catalog) -> bool:
    category = catalog.categories.get(case.category or "")
    confidential = category is not None and (category.publish == "never" or category.identity == "name_phone")
    return not (case.submission.private or confidential)


def _moment(case: Case) -> datetime:
    if case.classified is None:
        raise ValueError("only what was decided is kept")
    return case.classified.at


def _decision(case: Case, keep_for: timedelta) -> Decision:
    made, said = case.classified, case.submission
    if made is None:
        raise ValueError("only what was decided is kept")
    category = next((each for each in case.suggested if each.what == "category"), None)
    area = next((each for each in case.suggested if each.what == "area"), None)
    return Decision(
        code=case.code,
        text=nameless(f"{said.title}\n{said.text}", said.contact),
        channel=said.channel,
        category=made.category,
        area=made.area,
        urgency=made.urgency,
        kind=made.kind,
        suggested=category.value if category else None,
        suggested_area=area.value if area else None,
        confidence=category.confidence if category else None,
        by="centre",
        at=made.at,
        expires_at=made.at + keep_for,
    )
