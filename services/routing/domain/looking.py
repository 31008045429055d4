"""A look at personal data: who saw what of whom, and when. Written once, before anything is shown; never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`account` is the person's name at the desk, `what` of the case was shown, `why` in their own words if given."""

    id: str
    account: str
    role: str
    agency: str | None
    code: str
    what: str
    at: datetime
    why: str | None = None
