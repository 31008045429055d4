"""Who may be written to now: for 24 hours after they wrote; a person of the page for 7 days; once after a comment."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.simulators.facebook.errors import FacebookError
from tests.simulators.facebook.people import Comment, Person

STANDARD, HUMAN, PRIVATE_REPLY = timedelta(hours=24), timedelta(days=7), timedelta(days=7)


def check_person(person: Person | None, tag: str, moment: datetime) -> Person:
    """Return the user. Raises FacebookError when the page may not write to them now."""
    if person is None:
        raise FacebookError(100, 2018001)
    if person.unavailable:
        raise FacebookError(551, 1545041)
    window = HUMAN if tag == "HUMAN_AGENT" else STANDARD
    if person.last_message is None or moment - person.last_message > window:
        raise FacebookError(10, 2018278)
    return person


def check_comment(comment: Comment | None, moment: datetime) -> Comment:
    """Return the comment. Raises FacebookError when it may not be answered in private, or not any more."""
    if comment is None:
        raise FacebookError(100, 0, "comment_id does not exist")
    if comment.answered:
        raise FacebookError(10900)
    if moment - comment.at > PRIVATE_REPLY:
        raise FacebookError(10901)
    return comment
