"""How moments join a case: under the id of their event, and with clean words only."""

from __future__ import annotations

from dataclasses import replace

from services.publish.domain.case import REOPENED, SUPPLEMENTED, WITHDRAWN, Case, Moment, Text
from services.publish.domain.policy import looks_secret
from services.publish.domain.redaction import Redactor

#: The words in these are the citizen's own: of a private case they are not kept.
BY_CITIZEN = frozenset({SUPPLEMENTED, REOPENED, WITHDRAWN})


def add(case: Case, moment: Moment) -> Case:
    """Add what happened, once. Its words stay as they came until `cleaned` knows what kind of case this is."""
    return case if moment.event in case.moments else replace(case, moments={**case.moments, moment.event: moment})


def cleaned(case: Case) -> Case:
    """Return the case with clean words in its moments; while `case.received` is missing, nothing can be said yet."""
    if case.received is None or not any(each.words and each.words.original for each in case.moments.values()):
        return case
    redactor = Redactor(case.contact_name)
    clean = {event: replace(each, words=_clean(each, case, redactor)) for event, each in case.moments.items()}
    return replace(case, moments=clean)


def _clean(moment: Moment, case: Case, redactor: Redactor) -> Text | None:
    words, received = moment.words, case.received
    if words is None or words.original is None or received is None:
        return words
    hidden = received.secret or (received.private and moment.kind in BY_CITIZEN) or looks_secret(words.original)
    return None if hidden else Text(redactor.text(words.original).text)
