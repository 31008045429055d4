"""`knowledge.changed`: an entry of the knowledge base, as it is now."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("knowledge.changed")
class KnowledgeChanged(EventData):
    """The latest `changed_at` wins; an entry that is not `live` is shown to nobody."""

    entry: Annotated[str, wire.slug("The entry.")]
    kind: Annotated[str, wire.text("`procedure`, `faq`, `investment`, `tourism` or `event`.", longest=20)]
    live: Annotated[bool, wire.flag("Whether the public may read it.")]
    content: Annotated[dict[str, object], wire.anything("The entry; see the guide of the knowledge base.")]
    changed_at: Annotated[datetime, wire.moment("When.")]
