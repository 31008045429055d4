"""`reply.rejected`: the hotline could not take an agency's reply; nothing has changed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("reply.rejected")
class ReplyRejected(EventData):
    """Arrives on the agency's own queue, key `reply.rejected.<agency>`."""

    reply: Annotated[str, wire.text("Id of the reply that was refused.", longest=64)]
    code: Annotated[str | None, wire.code(required=False)]
    slug: Annotated[str, wire.slug("Why, for programs.")]
    vi: Annotated[str, wire.text("Why, in Vietnamese.", longest=1000)]
    en: Annotated[str, wire.text("Why, in English.", longest=1000)]
    rejected_at: Annotated[datetime, wire.moment("When.")]
