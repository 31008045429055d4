"""What other services are told about a case: the case's own facts, put into the events of the kit."""

from services.routing.usecases.case_events.answering import answered
from services.routing.usecases.case_events.handing import (
    accepted,
    assigned,
    handed_over,
    returned,
    routed,
    supplemented,
)
from services.routing.usecases.case_events.making import SOURCE, derived_id, made
from services.routing.usecases.case_events.reading import addition_of, submission_of

__all__ = [
    "SOURCE",
    "accepted",
    "addition_of",
    "answered",
    "assigned",
    "derived_id",
    "handed_over",
    "made",
    "returned",
    "routed",
    "submission_of",
    "supplemented",
]
