"""Supplement a case: what a citizen adds to a case of theirs is stored once and told to whoever works on it."""

from __future__ import annotations

from dataclasses import dataclass

from services.intake.domain.wording import MOST_TEXT, clean_text
from services.intake.usecases.ports import Supplement, Supplements
from services.kit.clock import Clock
from services.kit.events import Attachment
from services.kit.failures import Rejected
from services.kit.logs import log


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementCase:
    """What a channel understood. `client_key` is the channel's own name for the message, unique within the channel.

    Who may add to the case was decided by the channel: it knows whom it is talking to.
    """

    code: str
    channel: str
    client_key: str
    text: str = ""
    attachments: tuple[Attachment, ...] = ()


class CaseSupplementer:
    """The use case. Works while the message broker is away."""

    def __init__(self, supplements: Supplements, clock: Clock) -> None:
        self._supplements = supplements
        self._clock = clock

    def add(self, command: SupplementCase) -> Supplement:
        """Store the addition, or find it when the same message was stored before.

        Raises `Rejected`: `nothing-to-add`, `text-too-long`, `unknown-case`, `too-many-additions`.
        """
        text = clean_text(command.text)
        if not text and not command.attachments:
            raise Rejected("nothing-to-add", "Chưa có nội dung bổ sung.", "There is nothing to add.")
        if len(text) > MOST_TEXT:
            raise Rejected("text-too-long", "Nội dung bổ sung quá dài.", "The addition is too long.")
        supplement = self._supplements.add_to_case(
            command.code,
            Supplement(
                number=0,
                channel=command.channel,
                client_key=command.client_key,
                added_at=self._clock.now(),
                text=text,
                attachments=command.attachments,
            ),
        )
        log.info("case supplemented", case=command.code, channel=command.channel, number=supplement.number)
        return supplement
