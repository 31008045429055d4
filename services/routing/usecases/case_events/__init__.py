"""What other services are told about a case: the case's own facts, put into the events of the kit."""

from services.routing.usecases.case_events.answering import answered, contributed
from services.routing.usecases.case_events.describing import classified, progressed
from services.routing.usecases.case_events.following import merged
from services.routing.usecases.case_events.handing import (
    accepted,
    assigned,
    handed_over,
    parts_assigned,
    returned,
    routed,
    supplemented,
)
from services.routing.usecases.case_events.making import SOURCE, derived_id, made
from services.routing.usecases.case_events.moving import moved, parts_ended, reopened, withdrawn
from services.routing.usecases.case_events.reading import addition_of, submission_of
from services.routing.usecases.case_events.timing import asked, climbed, extended, extension_refused, resumed

__all__ = [
    "SOURCE",
    "accepted",
    "addition_of",
    "answered",
    "asked",
    "assigned",
    "classified",
    "climbed",
    "contributed",
    "derived_id",
    "extended",
    "extension_refused",
    "handed_over",
    "made",
    "merged",
    "moved",
    "parts_assigned",
    "parts_ended",
    "progressed",
    "reopened",
    "resumed",
    "returned",
    "routed",
    "submission_of",
    "supplemented",
    "withdrawn",
]
