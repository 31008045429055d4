"""Handled messages in memory, and the SMS channel on memory."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from services.intake.adapters.delivery_signature import SignatureRecipe, TimestampRecipe
from services.intake.settings.sms import FIELDS, SmsSettings
from services.intake.usecases.answer_text import HandledText
from services.intake.usecases.ports import StoredCase
from services.kit.events import MessageRequested
from tests.unit.intake.fakes import InMemoryCases, settings

SECRET = "sms-secret-for-tests-only"


class InMemoryTexts:
    """Keeps handled messages, and what was said to whom."""

    def __init__(self) -> None:
        self.handled: dict[str, HandledText] = {}
        self.said: list[MessageRequested] = []

    def find(self, id_: str) -> HandledText | None:
        return self.handled.get(id_)

    def keep(self, text: HandledText, answer: MessageRequested | None) -> bool:
        if text.id in self.handled:
            return False
        self.handled[text.id] = text
        self.said += [answer] if answer else []
        return True

    def count(self, sender: str, results: Collection[str], since: datetime) -> int:
        mine = [each for each in self.handled.values() if each.sender == sender and each.handled_at >= since]
        return sum(each.result in results for each in mine)


class FindableCases(InMemoryCases):
    """Cases that can be found by their codes."""

    def find(self, code: str) -> StoredCase | None:
        return self.stored.get(code)


def sms_settings(**changes: Any) -> SmsSettings:
    """Return settings of an SMS channel that talks to nobody."""
    shared = {name: getattr(settings(), name) for name in settings().__dataclass_fields__}
    whole: dict[str, Any] = {
        **shared,
        "secret": SECRET,
        "names": dict(FIELDS),
        "signature": SignatureRecipe(header="X-Signature", prefix="sha256="),
        "timestamp": TimestampRecipe(header="X-Timestamp"),
    }
    return SmsSettings(**{**whole, **changes})
