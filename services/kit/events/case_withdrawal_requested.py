"""`case.withdrawal_requested`: a citizen wants a case of theirs back; routing decides whether it still can be."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import CHANNELS


@event("case.withdrawal_requested")
class CaseWithdrawalRequested(EventData):
    """Asked by whoever proved to be the citizen. `case.withdrawn` follows, unless the case has been answered."""

    code: Annotated[str, wire.code()]
    channel: Annotated[str, wire.choice("Where it was asked.", CHANNELS)]
    reason: Annotated[str, wire.text("Why, in the citizen's words; may be empty.", longest=2000)]
    requested_at: Annotated[datetime, wire.moment("When.")]
