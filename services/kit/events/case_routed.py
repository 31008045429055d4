"""`case.routed`: an agency is responsible for a case, by a rule, until a deadline."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.attachment import AttachmentLink
from services.kit.events.case_received import Contact, Place
from services.kit.events.definition import EventData, event
from services.kit.events.given_answer import GivenAnswer
from services.kit.events.vocabulary import ASSIGNMENT_ROLES, CHANNELS, KINDS, LANGUAGES, URGENCIES


@event("case.routed")
class CaseRouted(EventData):
    """What the responsible agency needs to work.

    The contact is there only where the citizen agreed or the category's policy needs it.
    """

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("1 for the first agency, one more each time the case moves.")]
    agency: Annotated[str, wire.slug("The responsible agency.")]
    agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    category: Annotated[str | None, wire.slug("Category leaf.", optional=True)]
    area: Annotated[str | None, wire.text("Code of the commune or ward.", longest=20, optional=True)]
    address: Annotated[str | None, wire.text("The place in words.", longest=300, optional=True)]
    title: Annotated[str, wire.text("What it is about, in a line.", longest=200)]
    text: Annotated[str, wire.text("What the citizen says.", longest=10_000)]
    kind: Annotated[str, wire.choice("What the citizen wants.", KINDS)]
    urgency: Annotated[str, wire.choice("How urgent.", URGENCIES)]
    channel: Annotated[str, wire.choice("The channel the citizen used.", CHANNELS)]
    language: Annotated[str, wire.choice("The citizen's language.", LANGUAGES)]
    received_at: Annotated[datetime, wire.moment("When the case was accepted.")]
    routed_at: Annotated[datetime, wire.moment("When this agency became responsible.")]
    due_at: Annotated[datetime, wire.moment("By when it must answer.")]
    due_reason_vi: Annotated[str, wire.text("Why then, in Vietnamese.", longest=1000)]
    due_reason_en: Annotated[str, wire.text("Why then, in English.", longest=1000)]
    rule: Annotated[str, wire.text("The rule that decided; `triage` where none did.", longest=100)]
    trace: Annotated[tuple[str, ...], wire.words("How the decision came about, in words.")] = ()
    triage: Annotated[bool, wire.flag("The centre must decide who is competent.", required=False)] = False
    contact: Annotated[Contact | None, wire.part("How to reach the citizen.", Contact.SCHEMA, optional=True)] = None
    place: Annotated[Place | None, wire.part("The place as coordinates.", Place.SCHEMA, optional=True)] = None
    attachments: Annotated[tuple[AttachmentLink, ...], wire.parts("Files.", AttachmentLink.SCHEMA)] = ()
    role: Annotated[
        str, wire.choice("Answers for the case, or contributes a part.", ASSIGNMENT_ROLES, optional=True)
    ] = "lead"
    task: Annotated[str | None, wire.text("What a coordinating agency is asked.", longest=2000, optional=True)] = None
    answers: Annotated[
        tuple[GivenAnswer, ...], wire.parts("Answers to the category's questions.", GivenAnswer.SCHEMA)
    ] = ()
    rules: Annotated[int, wire.natural("Version of the rules that decided; 0 before they had versions.")] = 0
    original_due_at: Annotated[
        datetime | None, wire.moment("The first due time, where it was moved.", optional=True)
    ] = None
    objection: Annotated[
        str | None,
        wire.text("Of a case opened again: what its citizen says of the answer before.", longest=2000, optional=True),
    ] = None
