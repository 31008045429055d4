"""How a case grows from events that come in any order, any number of times.

Every part is kept under the id of the event it came with, so adding is a union and repeating changes nothing; what is
shown is computed from the whole. So any order of the same events ends in the same case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from services.publish.domain.case import (
    Announcement,
    Answer,
    Case,
    Contact,
    EditorialAct,
    Received,
    Routing,
    Stage,
    Text,
)
from services.publish.domain.policy import CATEGORY, MERGED, PUBLISHED, WAITING, WITHHELD, judge, looks_secret
from services.publish.domain.redaction import Redacted, Redactor

#: Says a category's publication policy; None while no catalogue is known, then the case has to wait for one.
PolicyOf = Callable[[str | None], str | None]
FINAL = (PUBLISHED, WITHHELD)


def receive(case: Case, received: Received, contact: Contact | None, proof: str | None) -> Case:
    """Add what the citizen said, cleaned of personal data; drop at once what may never be shown."""
    if case.received:
        return case
    if received.private or received.secret:
        received = replace(received, title=None, text=None, address=None, pictures=())
    else:
        redactor = Redactor(contact.name, contact.phone, contact.email) if contact else Redactor()
        received = replace(
            received,
            title=_clean(received.title, redactor.text),
            text=_clean(received.text, redactor.text),
            address=_clean(received.address, redactor.address),
        )
    return replace(case, received=received, contact_name=contact.name if contact else None, proof=proof)


def route(case: Case, routing: Routing) -> Case:
    """Add an assignment."""
    if routing.event in case.routings:
        return case
    return replace(case, routings={**case.routings, routing.event: routing})


def answer(case: Case, given: Answer) -> Case:
    """Add an answer; nothing is decided about it yet."""
    if given.event in case.answers:
        return case
    if given.text and looks_secret(given.text.original or ""):
        given = replace(given, secret=True, text=None, pictures=())
    return replace(case, answers={**case.answers, given.event: given})


def progress(case: Case, stage: Stage) -> Case:
    """Add a known step of the work."""
    return case if stage.event in case.stages else replace(case, stages={**case.stages, stage.event: stage})


def reopen(case: Case, at: datetime) -> Case:
    """The citizen is not content; the latest time counts."""
    return case if case.reopened_at and case.reopened_at >= at else replace(case, reopened_at=at)


def settle(case: Case, policy_of: PolicyOf, at: datetime) -> tuple[Case, tuple[Announcement, ...]]:
    """Decide about every answer that can be decided, and return what has to be announced.

    An answer can be decided once the citizen's words and its own assignment are known, and a catalogue.
    """
    settled = [
        _settled(case, each, policy, at)
        for each in case.answers.values()
        if each.state is None and (policy := _policy(case, each, policy_of))
    ]
    if not settled:
        return case, ()
    return _with_answers(case, settled), tuple(Announcement(each, 0) for each in settled if each.state in FINAL)


def needs_catalogue(case: Case, policy_of: PolicyOf) -> bool:
    """Return whether only the catalogue is missing for a decision."""
    undecided = (each for each in case.answers.values() if each.state is None and _assignment(case, each))
    return case.received is not None and any(undecided) and policy_of(None) is None


def may_be_published(case: Case) -> bool:
    """Return whether an editor may publish the answer that counts: nobody may where law, citizen or category forbid."""
    given, received = case.answer, case.received
    if not given or not received or given.secret or received.secret or received.private:
        return False
    return not case.is_withdrawn and given.reason not in (CATEGORY, MERGED)


def decide(
    case: Case, state: str, reason: str | None, by: str, at: datetime, why: str, ground: str | None = None
) -> tuple[Case, Announcement]:
    """Record an editor's decision on the answer that counts. The caller has checked that it may be made."""
    current = case.answer
    if current is None:
        raise ValueError("no answer to decide about")
    taken_back = at if (current.state, state) == (PUBLISHED, WITHHELD) else case.taken_back_at
    decided = replace(
        _without_original(current),
        state=state,
        reason=reason,
        decided_at=at,
        decided_by=by,
        decided_why=why or None,
        decisions=current.decisions + 1,
        ground=ground,
    )
    act = EditorialAct(at=at, by=by, did=state, kind=ground, why=why or None)
    case = replace(
        _with_answers(case, [decided]),
        acts=(*case.acts, act),
        edition=case.edition + 1,
        taken_back_at=None if state == PUBLISHED else taken_back,
    )
    return case, Announcement(decided, decided.decisions)


def _policy(case: Case, given: Answer, policy_of: PolicyOf) -> str | None:
    assignment = _assignment(case, given)
    if not case.received or not assignment:
        return None
    return policy_of(given.category or assignment.category or case.received.category)


def _assignment(case: Case, given: Answer) -> Routing | None:
    """Return the assignment this answer answers; later ones say nothing about it."""
    own = (each for each in case.routings.values() if each.assignment == given.assignment)
    return max(own, key=lambda each: each.event, default=None)


def _settled(case: Case, given: Answer, policy: str, at: datetime) -> Answer:
    received = case.received
    verdict = judge(
        private=bool(received and received.private),
        secret=given.secret or bool(received and received.secret),
        category_policy=policy,
        hidden_with_care=not case.contact_forgotten,
        merged=given.merged_into is not None,
    )
    secret = given.secret or bool(received and received.secret)
    redact = Redactor(case.contact_name).text
    text = None if secret else _clean(given.text, redact)
    proof = redact(given.proof).text if given.proof and not secret else None
    settled = replace(given, text=text, proof=proof, state=verdict.state, reason=verdict.reason, decided_at=at)
    return settled if verdict.state == WAITING else _without_original(settled)


def _with_answers(case: Case, changed: Iterable[Answer]) -> Case:
    """Replace answers; once one is decided for good, nobody needs the citizen's own words any more."""
    answers = {**case.answers, **{each.event: each for each in changed}}
    received = case.received
    if received and any(each.state in FINAL for each in answers.values()):
        received = replace(
            received, title=_public(received.title), text=_public(received.text), address=_public(received.address)
        )
    return replace(case, answers=answers, received=received)


def _without_original(given: Answer) -> Answer:
    return replace(given, text=_public(given.text))


def _public(text: Text | None) -> Text | None:
    return Text(text.public) if text and text.original is not None else text


def _clean(text: Text | None, redact: Callable[[str], Redacted]) -> Text | None:
    if text is None or text.original is None:
        return text
    redacted = redact(text.original)
    return Text(redacted.text, text.original, redacted.spans)
