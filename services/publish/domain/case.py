"""A case as the portal knows it. Values only; how they come together is in `projection`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.publish.domain.photo import Picture, PublicPhoto
from services.publish.domain.redaction import Span


@dataclass(frozen=True, slots=True)
class Contact:
    """What the citizen gave to be reached by. Used once, to clean the question; only the name is kept for a while."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A redacted text. `original` and `spans` are there while an editor may still need them."""

    public: str
    original: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What `case.received` told us. No text where it may never be shown: private cases, state secrets."""

    event: str
    received_at: datetime
    channel: str
    kind: str
    category: str | None
    area: str | None
    private: bool
    secret: bool
    title: Text | None = None
    text: Text | None = None
    address: Text | None = None
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """One assignment to an agency."""

    event: str
    assignment: int
    agency: str
    agency_name: str
    category: str | None
    area: str | None
    triage: bool
    routed_at: datetime
    due_at: datetime
    due_reason_vi: str
    due_reason_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer. `state` is None until received and routed are known too, then what became of it.

    `decisions` counts how often that was decided; `trace` is the W3C traceparent of the event it came with. `ground`
    is the slug of why an editor withheld it (`domain/grounds`), `decided_why` the editor's words for the record.
    """

    event: str
    assignment: int
    agency: str
    agency_name: str
    answered_at: datetime
    due_at: datetime
    on_time: bool
    outcome: str
    text: Text | None
    trace: str = ""
    secret: bool = False
    state: str | None = None
    reason: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    decided_why: str | None = None
    decisions: int = 0
    ground: str | None = None
    pictures: tuple[Picture, ...] = ()
    category: str | None = None
    area: str | None = None
    merged_into: str | None = None
    scheduled_for: str | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A known step of the work that was done, as its citizen may read it; the public never does."""

    event: str
    at: datetime
    vi: str
    en: str
    note: str | None = None
    tracking: str | None = None
    day: str | None = None


#: Kinds of `Moment`.
ACCEPTED, ASKED, RESUMED, EXTENDED, MOVED = "accepted", "asked", "resumed", "extended", "moved"
MERGED, SUPPLEMENTED, REOPENED, WITHDRAWN = "merged", "supplemented", "reopened", "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What else happened to the case, as its citizen may read it; the public never does.

    `assignment` is 0 where it concerns none. `due_at` is the time for the answer from then on, `first_due_at` the one
    before anything moved it, `until` when a question ends. `why` is what ended a waiting, `words` a question or a
    reason, `files` how many came along.
    """

    event: str
    kind: str
    at: datetime
    assignment: int = 0
    agency_name: str | None = None
    due_at: datetime | None = None
    first_due_at: datetime | None = None
    until: datetime | None = None
    why: str | None = None
    words: Text | None = None
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialAct:
    """Something an editor did to what the public reads. Never holds what was hidden.

    `did`: published, withheld, hid, showed, let-out, took-out. `part`: the text or picture it was done to.
    """

    at: datetime
    by: str
    did: str
    part: str | None = None
    kind: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known about one case, in whatever order it came.

    `contact_name` is kept until no answer has to be cleaned of it any more; phone and address are found by their shape.
    `photos` are what an editor let out, `acts` what editors did, oldest first, `edition` how often. `taken_back_at` is
    when an editor took the published case from the public, None while nobody did.
    """

    code: str
    received: Received | None = None
    routings: Mapping[str, Routing] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    contact_name: str | None = None
    contact_forgotten: bool = False
    proof: str | None = None
    reopened_at: datetime | None = None
    stages: Mapping[str, Stage] = field(default_factory=dict)
    photos: tuple[PublicPhoto, ...] = ()
    acts: tuple[EditorialAct, ...] = ()
    edition: int = 0
    taken_back_at: datetime | None = None
    moments: Mapping[str, Moment] = field(default_factory=dict)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its citizen took the case back: nobody answers it, and the public never reads it."""
        return any(each.kind == WITHDRAWN for each in self.moments.values())

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of the question and of the answer that counts."""
        asked, given = self.received, self.answer
        return (*(asked.pictures if asked else ()), *(given.pictures if given else ()))

    @property
    def steps(self) -> tuple[Stage, ...]:
        """The known steps that were done, oldest first."""
        return tuple(sorted(self.stages.values(), key=lambda each: (each.at, each.event)))

    @property
    def routing(self) -> Routing | None:
        """The current assignment: the highest number."""
        return max(self.routings.values(), key=lambda each: each.assignment, default=None)

    @property
    def answer(self) -> Answer | None:
        """The answer that counts: the latest by time, then by event id, so that every order of arrival agrees."""
        return max(self.answers.values(), key=lambda each: (each.answered_at, each.event), default=None)

    @property
    def is_reopened(self) -> bool:
        """Whether the citizen was not content with the answer that counts, and another is to come."""
        answer = self.answer
        return self.reopened_at is not None and (answer is None or answer.answered_at < self.reopened_at)

    @property
    def state(self) -> str:
        """Received | routed | answered (undecided) | waiting | published | withheld | reopened | withdrawn."""
        answer = self.answer
        if self.is_withdrawn:
            return WITHDRAWN
        if self.is_reopened:
            return "reopened"
        if answer:
            return answer.state or "answered"
        return "routed" if self.routings else "received"


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something the other services must hear: an answer was published or withheld for the `number`-th time."""

    answer: Answer
    number: int
