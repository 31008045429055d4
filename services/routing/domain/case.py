"""A case as routing sees it: what the citizen said, who is responsible, and everything that was done, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.routing.domain.answering import Answer, Draft
from services.routing.domain.asking import Question
from services.routing.domain.assignment import SUCCESSOR, Assignment
from services.routing.domain.classification import Classification, Suggested
from services.routing.domain.file import Addition
from services.routing.domain.submission import Submission


class State(StrEnum):
    """Where a case stands."""

    TRIAGE = "triage"
    HELD = "held"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    ANSWERED = "answered"
    REOPENED = "reopened"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


#: TRIAGE: a person at the centre decides or answers. HELD: decided, but the agency gets it only when its forwarding
#: hours begin; until then it is the centre's, whose people may do with it what they may do in triage. An agency may
#: answer at once, without accepting first: making it say the same thing twice would help nobody. WAITING: the citizen
#: has been asked, the clock stands still. REOPENED: the citizen is not content; the shift lead decides. MERGED: another
#: case's answer will be this one's. WITHDRAWN: its citizen took it back before it was answered; nothing follows.
#: ROUTED to ROUTED: a successor takes over.
_ENDS = frozenset({State.ANSWERED, State.WAITING, State.MERGED, State.WITHDRAWN})
TRANSITIONS: dict[State, frozenset[State]] = {
    State.TRIAGE: frozenset({State.TRIAGE, State.ROUTED, State.HELD}) | _ENDS,
    State.HELD: frozenset({State.ROUTED, State.TRIAGE, State.HELD}) | _ENDS,
    State.ROUTED: frozenset({State.ACCEPTED, State.TRIAGE, State.ROUTED}) | _ENDS,
    State.ACCEPTED: frozenset({State.TRIAGE, State.ROUTED}) | _ENDS,
    State.WAITING: frozenset({State.TRIAGE, State.ROUTED, State.ACCEPTED, State.REOPENED}) | _ENDS,
    State.ANSWERED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset({State.ROUTED, State.ANSWERED, State.WAITING, State.MERGED}),
    State.MERGED: frozenset({State.ANSWERED, State.TRIAGE, State.MERGED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}

#: Nobody has to do anything about these until the citizen, or the case they follow, moves.
QUIET = frozenset({State.ANSWERED, State.MERGED, State.WITHDRAWN})


class Did(StrEnum):
    """What a history entry says was done."""

    HELD = "held"
    ROUTED = "routed"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REASSIGNED = "reassigned"
    ANSWERED = "answered"
    SUPPLEMENTED = "supplemented"
    CLASSIFIED = "classified"
    NOTED = "noted"
    ASKED = "asked"
    RESUMED = "resumed"
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_REFUSED = "extension_refused"
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    COORDINATED = "coordinated"
    CONTRIBUTED = "contributed"
    PROGRESSED = "progressed"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    REOPENED = "reopened"
    UPHELD = "upheld"
    APPROVED = "approved"
    RATED = "rated"
    MERGED = "merged"
    UNMERGED = "unmerged"
    FOLLOWED = "followed"
    MOVED = "moved"
    TAKEN = "taken"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing somebody did, written once and never changed. `act` names the request, so that it is done only once.

    `by` is `rule`, `clock`, `citizen`, `agency:<slug>` or `desk:<account>`. `note` is a reason in the actor's words;
    `suggestion` the agency that the actor thinks competent; `fact` a word of a closed list: the rating, the step of the
    ladder or of the work, why the waiting ended.
    """

    act: str
    did: Did
    by: str
    at: datetime
    assignment: int
    agency: str
    note: str | None = None
    suggestion: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The aggregate. `version` grows by one with every stored change. `forward_at` is set while the case is held.

    `classified` takes the place of what the citizen chose; `suggested` are guesses for whoever decides. `question` is
    set while the case waits. `earlier` are the answers that a reopening made void, `reopened` how often. `alarm_at` is
    when the next step of the escalation ladder is due (None: none), `level` the step it stands on (0: none yet, 1 due
    soon, 2 overdue, 3 twice, 4 three times). `merged_into` is the case that this one follows; `followers` those that
    follow this one, `told_followers` how many of them have got its answer. `incident` is the title of the incident
    that this case stands for. `rating` is the citizen's last word on the answer. `assignee` is the colleague who works
    on it, by the actor's name. A withdrawn case names in `merged_into` who leads those that followed it.
    """

    submission: Submission
    state: State
    assignments: tuple[Assignment, ...]
    history: tuple[Entry, ...]
    answer: Answer | None = None
    additions: tuple[Addition, ...] = ()
    forward_at: datetime | None = None
    version: int = 1
    classified: Classification | None = None
    suggested: tuple[Suggested, ...] = ()
    draft: Draft | None = None
    question: Question | None = None
    earlier: tuple[Answer, ...] = ()
    reopened: int = 0
    alarm_at: datetime | None = None
    level: int = 0
    stage: str | None = None
    merged_into: str | None = None
    followers: tuple[str, ...] = ()
    told_followers: int = 0
    incident: str | None = None
    rating: str | None = None
    assignee: str | None = None

    @property
    def code(self) -> str:
        """The case code, its natural key."""
        return self.submission.code

    @property
    def current(self) -> Assignment:
        """The assignment that counts now: the last lead's."""
        return next(each for each in reversed(self.assignments) if each.is_lead)

    @property
    def parts(self) -> tuple[Assignment, ...]:
        """The coordinating assignments of the current lead, first to last: those made after it.

        A successor goes on where the lead before it stopped, with the parts of others.
        """
        leads = [each for each in self.assignments if each.is_lead]
        first = next((each for each in reversed(leads) if each.rule != SUCCESSOR), leads[0]).number
        return tuple(each for each in self.assignments if not each.is_lead and each.number > first)

    def part_of(self, agency: str | None) -> Assignment | None:
        """Return the part that this coordinating agency still owes, if any."""
        return next((each for each in self.parts if each.agency == agency and each.is_open_part), None)

    @property
    def next_number(self) -> int:
        """The number of the next assignment."""
        return self.assignments[-1].number + 1

    @property
    def category(self) -> str | None:
        """What the case is about, by whoever said so last."""
        return self.classified.category if self.classified else self.submission.category

    @property
    def area(self) -> str | None:
        """Where it is, by whoever said so last."""
        return self.classified.area if self.classified else self.submission.area

    @property
    def urgency(self) -> str:
        """How urgent it is, by whoever said so last."""
        return self.classified.urgency if self.classified else self.submission.urgency

    @property
    def kind(self) -> str:
        """What the citizen wants, by whoever said so last."""
        return self.classified.kind if self.classified else self.submission.kind

    @property
    def at_centre(self) -> bool:
        """Whether no agency has the case in hand: the centre's people act on it."""
        return self._working_state in (State.TRIAGE, State.HELD, State.REOPENED)

    @property
    def _working_state(self) -> State:
        """The state, or for a case that waits the one it goes back to."""
        return State(self.question.resumes) if self.question else self.state

    @property
    def returns(self) -> int:
        """How often agencies have sent the case back."""
        return sum(entry.did is Did.RETURNED for entry in self.history)

    def revised(self, assignment: Assignment) -> tuple[Assignment, ...]:
        """Return the assignments with this one in the place of its former self, found by its number."""
        return tuple(assignment if each.number == assignment.number else each for each in self.assignments)

    @property
    def was_answered(self) -> bool:
        """Whether the citizen has ever read an answer, also one that does not stand any more."""
        return self.answer is not None or bool(self.earlier)

    @property
    def objection(self) -> str | None:
        """What the citizen said of the answer that they were not content with last."""
        return next((entry.note or "" for entry in reversed(self.history) if entry.did is Did.REOPENED), None)

    def has_seen(self, act: str) -> bool:
        """Return whether this act (by its id) has been done already."""
        return any(entry.act == act for entry in self.history)

    def after(self, state: State, entry: Entry, **changes: object) -> Case:
        """Return the case in its next state with one more entry. Raises ValueError for an impossible transition.

        Policies have refused what people may not ask for; what still fails here is a bug.
        """
        if state not in TRANSITIONS[self.state]:
            raise ValueError(f"{self.state} → {state}")
        moved = replace(self, state=state, history=(*self.history, entry))
        return replace(moved, **changes) if changes else moved  # type: ignore[arg-type]
