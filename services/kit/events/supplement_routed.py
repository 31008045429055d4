"""`supplement.routed`: what a citizen added reaches the agency that is responsible for the case."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.attachment import AttachmentLink
from services.kit.events.definition import EventData, event


@event("supplement.routed")
class SupplementRouted(EventData):
    """An addition to a case the agency has, or had last. Nothing about the deadline changes."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it belongs to.")]
    agency: Annotated[str, wire.slug("The responsible agency.")]
    number: Annotated[int, wire.count("1 for the first addition to the case.")]
    added_at: Annotated[datetime, wire.moment("When the citizen added it.")]
    text: Annotated[str, wire.text("What the citizen adds.", longest=10_000)]
    attachments: Annotated[tuple[AttachmentLink, ...], wire.parts("Files.", AttachmentLink.SCHEMA)] = ()
