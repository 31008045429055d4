"""`account.changed`: a person or program may, or may no longer, use the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import ROLES


@event("account.changed")
class AccountChanged(EventData):
    """The latest state of an account. The token itself is known to its holder only."""

    name: Annotated[str, wire.text("Account name.", longest=64)]
    role: Annotated[str, wire.choice("What the account may do.", ROLES)]
    agency: Annotated[str | None, wire.slug("Whose officer.", optional=True)]
    token_sha256: Annotated[
        str, wire.text("SHA-256 of the 256-bit token, hex; empty for somebody who only signs in.", longest=64)
    ]
    active: Annotated[bool, wire.flag("False once removed.")]
    changed_at: Annotated[datetime, wire.moment("When; the latest wins.")]
    display_name: Annotated[str | None, wire.text("The person's name.", longest=100, optional=True)] = None
