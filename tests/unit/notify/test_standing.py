"""Where a message stands, as those who work on the case may know it."""

from __future__ import annotations

from typing import Any

import pytest

from services.notify.domain.message import State
from services.notify.domain.standing import masked, standing
from tests.unit.notify.builders import NOW, a_message


@pytest.mark.parametrize(
    ("channel", "recipient", "shown"),
    [
        ("sms", "+84905000012", "09xx xxx x12"),
        ("zns", "84905000012", "09xx xxx x12"),
        ("email", "an@example.org", "a***@example.org"),
        ("zalo", "7893421", "Zalo"),
        ("facebook", "100042", "Messenger"),
    ],
)
def test_a_recipient_can_be_recognised_and_not_used(channel: str, recipient: str, shown: str) -> None:
    assert masked(a_message(channel=channel, recipient=recipient)) == shown


@pytest.mark.parametrize(
    ("state", "reports", "said"),
    [
        (State.CLAIMED, {}, None),
        (State.DEFERRED, {}, None),
        (State.MERGED, {}, None),
        (State.SENT, {}, "sent"),
        (State.SENT, {"delivered": NOW}, "delivered"),
        (State.SENT, {"delivered": NOW, "seen": NOW}, "seen"),
        (State.UNCERTAIN, {}, "uncertain"),
        (State.REPLACED, {}, "failed"),
        (State.UNDELIVERABLE, {"failed": NOW}, "failed"),
    ],
)
def test_only_what_is_known_is_told(state: State, reports: dict[str, Any], said: str | None) -> None:
    assert standing(state, reports) == said
