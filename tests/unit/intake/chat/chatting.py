"""A citizen who chats with the pure conversation, without any service around it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.domain.chat import outcome
from services.intake.domain.chat.respond import respond
from services.intake.domain.chat.talk import Addition, Around, Conversation, Heard, Say, Step
from services.intake.domain.reference import reference
from tests.unit.intake.fakes import CATALOG, MONDAY

REFERENCE = reference(CATALOG, MONDAY.date())
CODE = "2611304829176"
LAMP = "Đèn đường hỏng trước số 12 Hùng Vương."


@dataclass
class Chat:
    """One conversation. `file` plays the registrar; what was filed and added is kept to be looked at."""

    conversation: Conversation = field(default_factory=lambda: Conversation(channel="zalo", thread="an"))
    now: datetime = MONDAY
    answered: bool = False
    remind: timedelta | None = None
    said: list[Say] = field(default_factory=list)
    filed: list[Conversation] = field(default_factory=list)
    added: list[Addition] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def hear(self, text: str = "", **more: Any) -> str:
        """Return what is said to a message, "" for silence."""
        id_ = more.pop("id", f"m{len(self.steps) + 1}")
        return self.take(Heard(id=id_, at=self.now, text=text, **more))

    def press(self, title: str) -> str:
        """Press the button with this title under the last message."""
        return self.hear(payload=dict(self.said[-1].choices)[title])

    def wait(self, **duration: int) -> str:
        """Let time pass; when something is due, it happens."""
        self.now += timedelta(**duration)
        due = self.conversation.due_at
        return self.take(Heard(id="tick", at=self.now, silence=True)) if due and due <= self.now else ""

    def take(self, heard: Heard) -> str:
        return self._keep(respond(self.conversation, heard, self.around))

    @property
    def around(self) -> Around:
        return Around(
            now=self.now,
            reference=REFERENCE,
            normalise=normalise_phone,
            province=CATALOG["province"],
            answered=self.answered,
            remind=self.remind,
        )

    @property
    def stage(self) -> str:
        return self.conversation.stage

    def _keep(self, step: Step) -> str:
        self.steps.append(step)
        self.conversation = step.conversation
        self.added += [step.addition] if step.addition else []
        if self.conversation.filing:
            self.filed.append(self.conversation)
            step = outcome.filed(
                self.conversation,
                code=CODE,
                pin="0012",
                promise="Sẽ xem ngay.",
                tracking="http://portal.test",
            )
            self.conversation = step.conversation
        self.said += [step.say] if step.say else []
        return step.say.text if step.say else ""


def at(stage: str, **draft: Any) -> Chat:
    """Return a chat that waits at a question, with a lamp to report."""
    chat = Chat()
    chat.hear(LAMP)
    chat.conversation = replace(chat.conversation, stage=stage, draft=replace(chat.conversation.draft, **draft))
    return chat
