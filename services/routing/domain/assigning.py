"""Making assignments: decision, deadline and contact policy in one place, for one version of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from services.routing.domain.assignment import COORDINATING, Assignment
from services.routing.domain.case import Case
from services.routing.domain.catalog import Agency, Catalog
from services.routing.domain.classification import Classification
from services.routing.domain.deadline import set_deadline
from services.routing.domain.decision import TRIAGE, Decision, RuleBook
from services.routing.domain.rules import Facts
from services.routing.domain.submission import Submission
from services.routing.domain.working_time import add_working_minutes, working_minutes_between

OPERATOR = "operator"


@dataclass(frozen=True)
class Assigner:
    """Assigns cases by one catalogue. All moments are aware; those it returns are UTC, whole milliseconds."""

    catalog: Catalog
    rules: RuleBook
    rules_version: int = 0

    def release_at(self, assignment: Assignment, urgency: str, now: datetime) -> datetime | None:
        """Return until when the case is held before it goes to its agency; the centre's own cases never are."""
        return None if self.is_centre(assignment.agency) else self.catalog.forwarding.release_at(now, urgency)

    def first(
        self, submission: Submission, now: datetime, classified: Classification | None = None
    ) -> tuple[Assignment, Decision]:
        """Return the first assignment of a case and how it was decided.

        The clock runs since the citizen filed: the time the hotline needs to pass a case on is not added.
        """
        about = facts_of(submission, classified)
        decision = self.rules.decide(about, self._day(now))
        start = submission.received_at
        return self._assignment(submission, about, 1, decision.agency, start, now, decision), decision

    def decided(self, case: Case, now: datetime) -> Assignment:
        """Return the next assignment of a case by the rules, for what it is known to be about; a new clock runs."""
        about = facts_of(case.submission, case.classified)
        decision = self.rules.decide(about, self._day(now))
        return self._assignment(case.submission, about, case.next_number, decision.agency, now, now, decision)

    def to_centre(self, case: Case, now: datetime, number: int | None = None) -> Assignment:
        """Return the assignment by which a case comes to the centre; a new clock runs from now.

        Without a `number` it is the next one: an agency has returned the case. Number 1: the centre keeps it.
        """
        agency, centre = case.current.agency_name, self.catalog.centre
        if number is not None:
            return self._at_centre(case, number, f"{centre.name} tự xử lý, không chuyển {agency}.", now)
        why = f"{agency} trả lại phản ánh; {centre.name} xem xét và phân công."
        made = self._at_centre(case, case.next_number, why, now)
        return replace(made, binding=case.returns + 1 >= self.catalog.limits.most_returns)

    def reopened(self, case: Case, now: datetime) -> Assignment:
        """Return the assignment by which an answered case comes back: the shift lead decides; a new clock runs."""
        why = f"Người dân chưa đồng ý với trả lời của {case.current.agency_name}; trưởng ca xem xét."
        return replace(self._at_centre(case, case.next_number, why, now), binding=True)

    def to_agency(self, case: Case, slug: str, now: datetime) -> Assignment:
        """Return the assignment to the agency an operator chose, or to its successor; a new clock runs from now.

        Raises `BrokenCatalog` for an agency that does not exist today.
        """
        agency = self.catalog.agency_on(slug, self._day(now))
        trace = (f"Trung tâm phân công cho {agency.name}.",)
        decision = Decision(agency=agency, rule=OPERATOR, trace=trace)
        made = self._next(case, case.next_number, agency, now, decision)
        return replace(made, binding=case.returns >= self.catalog.limits.most_returns)

    def part(self, case: Case, slug: str, number: int, task: str, now: datetime) -> Assignment:
        """Return the assignment by which an agency contributes its part, with a clock of its own.

        It has the province's share of the time that the lead has left (see `Limits`), or of the whole time where the
        lead has none left. Raises `BrokenCatalog` for an agency that does not exist today.
        """
        agency = self.catalog.agency_on(slug, self._day(now))
        trace = (f"{case.current.agency_name} chủ trì; {agency.name} phối hợp.",)
        whole = self._next(case, number, agency, now, Decision(agency=agency, rule=COORDINATING, trace=trace))
        left = working_minutes_between(self.catalog.agency_hours, now, case.current.due_at)
        minutes = max(int(self.catalog.limits.part_share * (left if left > 0 else whole.minutes)), 1)
        due = add_working_minutes(self.catalog.agency_hours, now, minutes).astimezone(UTC)
        share = f"{round(self.catalog.limits.part_share * 100)}%"
        return replace(
            whole,
            role=COORDINATING,
            task=task,
            minutes=minutes,
            due_at=due,
            due_reason_vi=f"Hạn phối hợp: {share} thời gian còn lại của cơ quan chủ trì.",
            due_reason_en=f"The part is due after {share} of the time the lead agency has left.",
        )

    def is_centre(self, slug: str) -> bool:
        """Return whether `slug` is the hotline centre itself."""
        return slug == self.catalog.centre.slug

    def _at_centre(self, case: Case, number: int, why: str, now: datetime) -> Assignment:
        centre = self.catalog.centre
        decision = Decision(agency=centre, rule=TRIAGE, trace=(why,), triage=True)
        return self._next(case, number, centre, now, decision)

    def _next(self, case: Case, number: int, agency: Agency, now: datetime, decision: Decision) -> Assignment:
        about = facts_of(case.submission, case.classified)
        return self._assignment(case.submission, about, number, agency, now, now, decision)

    def _assignment(
        self,
        said: Submission,
        about: Facts,
        number: int,
        agency: Agency,
        start: datetime,
        now: datetime,
        decision: Decision,
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
            shares_contact=said.share_contact or self.catalog.needs_contact(about.category),
            minutes=preset.minutes_for(about.urgency),
            approval=agency.approval,
            rules=self.rules_version,
        )

    def _day(self, now: datetime) -> date:
        return self.catalog.agency_hours.local(now).date()


def facts_of(submission: Submission, classified: Classification | None = None) -> Facts:
    """Return what rules look at: what the citizen said, or what somebody made of it."""
    about = classified or submission
    return Facts(
        category=about.category,
        area=about.area,
        channel=submission.channel,
        urgency=about.urgency,
        kind=about.kind,
        received_at=submission.received_at,
        answers={each.question: each.value for each in submission.answers},
    )
