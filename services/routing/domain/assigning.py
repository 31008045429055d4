"""Making assignments: decision, deadline and contact policy in one place, for one version of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case
from services.routing.domain.catalog import Agency, Catalog
from services.routing.domain.deadline import set_deadline
from services.routing.domain.decision import TRIAGE, Decision, RuleBook
from services.routing.domain.rules import Facts
from services.routing.domain.submission import Submission

OPERATOR = "operator"


@dataclass(frozen=True)
class Assigner:
    """Assigns cases by one catalogue. All moments are aware; those it returns are UTC, whole milliseconds."""

    catalog: Catalog
    rules: RuleBook

    def release_at(self, assignment: Assignment, urgency: str, now: datetime) -> datetime | None:
        """Return until when the case is held before it goes to its agency; the centre's own cases never are."""
        return None if self.is_centre(assignment.agency) else self.catalog.forwarding.release_at(now, urgency)

    def first(self, submission: Submission, now: datetime) -> tuple[Assignment, Decision]:
        """Return the first assignment of a case and how it was decided.

        The clock runs since the citizen filed: the time the hotline needs to pass a case on is not added.
        """
        decision = self.rules.decide(facts_of(submission), self._day(now))
        start = submission.received_at
        return self._assignment(submission, 1, decision.agency, start, now, decision), decision

    def to_centre(self, case: Case, now: datetime, number: int | None = None) -> Assignment:
        """Return the assignment by which a case comes to the centre; a new clock runs from now.

        Without a `number` it is the next one: an agency has returned the case. Number 1: the centre keeps it.
        """
        agency, centre = case.current.agency_name, self.catalog.centre
        trace = (f"{agency} trả lại phản ánh; {centre.name} xem xét và phân công.",)
        if number is not None:
            trace = (f"{centre.name} tự xử lý, không chuyển {agency}.",)
        decision = Decision(agency=centre, rule=TRIAGE, trace=trace, triage=True)
        return self._assignment(case.submission, number or case.current.number + 1, centre, now, now, decision)

    def to_agency(self, case: Case, slug: str, now: datetime) -> Assignment:
        """Return the assignment to the agency an operator chose, or to its successor; a new clock runs from now.

        Raises `BrokenCatalog` for an agency that does not exist today.
        """
        agency = self.catalog.agency_on(slug, self._day(now))
        trace = (f"Trung tâm phân công cho {agency.name}.",)
        decision = Decision(agency=agency, rule=OPERATOR, trace=trace)
        return self._assignment(case.submission, case.current.number + 1, agency, now, now, decision)

    def is_centre(self, slug: str) -> bool:
        """Return whether `slug` is the hotline centre itself."""
        return slug == self.catalog.centre.slug

    def _assignment(
        self, about: Submission, number: int, agency: Agency, start: datetime, now: datetime, decision: Decision
    ) -> Assignment:
        preset = self.catalog.preset_of(about.category)
        deadline = set_deadline(preset, about.urgency, start, self.catalog.agency_hours)
        return Assignment(
            number=number,
            agency=agency.slug,
            agency_name=agency.name,
            routed_at=now,
            due_at=deadline.due_at.astimezone(UTC),
            due_reason_vi=deadline.reason_vi,
            due_reason_en=deadline.reason_en,
            rule=decision.rule,
            trace=decision.trace,
            triage=decision.triage,
            shares_contact=about.share_contact or self.catalog.needs_contact(about.category),
        )

    def _day(self, now: datetime) -> date:
        return self.catalog.agency_hours.local(now).date()


def facts_of(submission: Submission) -> Facts:
    """Return what rules look at."""
    return Facts(
        category=submission.category,
        area=submission.area,
        channel=submission.channel,
        urgency=submission.urgency,
        kind=submission.kind,
        received_at=submission.received_at,
    )
