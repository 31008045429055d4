"""Converse: one message of a citizen leads to the next state of the conversation and at most one reply, once.

Filing is written down before it is done, under the id of the message that confirmed it. Killed anywhere, the next look
at the conversation finishes it; two at once cannot both begin it, because only one of them can store the next version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from services.intake.domain.case_code import grouped
from services.intake.domain.chat import outcome, talk
from services.intake.domain.chat.respond import addition_refused, respond
from services.intake.domain.chat.talk import Addition, Around, Conversation, Heard, Step
from services.intake.domain.chat.words import say
from services.intake.domain.contact import NormalisePhone
from services.intake.usecases.chat_commands import register_command, requested
from services.intake.usecases.chat_ports import Conversations
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.ports import Progress, ProgressBoard
from services.intake.usecases.register_case import CaseRegistrar, RegisteredCase
from services.intake.usecases.supplement_case import CaseSupplementer, SupplementCase
from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log

#: Asked before a case is filed; raises `Rejected` for a sender who may not.
Gate = Callable[[str, str], None]
#: Lets the files of a draft wait longer, and returns those that are still there.
Hold = Callable[[Sequence[Any]], tuple[Any, ...]]
#: Returns a moment in words, in a language.
SpokenMoment = Callable[[datetime, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the conversation behaves. `tracking` returns the address of a case's page; `most_files` are a draft's."""

    stall: timedelta
    remind: timedelta | None
    tracking: Callable[[str], str]
    spoken: SpokenMoment
    most_files: int = talk.MOST_FILES


class Converse:
    """The use case."""

    def __init__(
        self,
        conversations: Conversations,
        registrar: CaseRegistrar,
        supplementer: CaseSupplementer,
        board: ProgressBoard,
        look_up: LookUpReference,
        normalise: NormalisePhone,
        province: Callable[[], Mapping[str, Any]],
        clock: Clock,
        manners: Manners,
        gate: Gate = lambda _, __: None,
        hold: Hold = tuple,
    ) -> None:
        self._conversations = conversations
        self._registrar = registrar
        self._supplementer = supplementer
        self._board = board
        self._look_up = look_up
        self._normalise = normalise
        self._province = province
        self._clock = clock
        self._manners = manners
        self._gate = gate
        self._hold = hold

    def take(self, channel: str, thread: str, heard: Heard, *, followed: bool = False) -> None:
        """Hear one message. Hearing it again changes nothing and says nothing. Raises `Retryable`.

        `followed`: the next one is at hand; three messages and two photographs in a row get one question, not five.
        """
        found = self._conversations.find(channel, thread) or Conversation(channel=channel, thread=thread)
        conversation = self._finished(found)
        if heard.id in conversation.handled or self._too_early(conversation, heard):
            return
        conversation = self._with_files_held(conversation)
        around = self._around(conversation)
        step = self._let_through(self._acted(respond(conversation, heard, around), around), around)
        said = None if followed and step.passing else step.say
        handled = step.conversation.having_handled(heard.id)
        self._finished(self._save(replace(step, conversation=handled, say=said)))

    def takes_files(self, channel: str, thread: str) -> bool:
        """Return whether the draft has room for one more file; else they need not be fetched at all."""
        found = self._conversations.find(channel, thread)
        if found is None or found.filing:  # what is being filed will be over when the message is heard
            return True
        return len(self._hold(found.draft.attachments)) < self._manners.most_files

    def _with_files_held(self, conversation: Conversation) -> Conversation:
        """Files that waited too long for their case are noted, so that nobody looks for them in vain."""
        draft = conversation.draft
        held = self._hold(draft.attachments)
        gone = len(draft.attachments) - len(held)
        if not gone:
            return conversation
        note = talk.Said("files-gone", f"[{gone} tệp gửi trước đã hết hạn lưu]")
        return replace(conversation, draft=replace(draft, attachments=held, said=(*draft.said, note)))

    def _too_early(self, conversation: Conversation, heard: Heard) -> bool:
        """Whether a silence was broken after it was noticed.

        By the clock of whoever noticed it: ours may be behind, and a silence passed over is not noticed again.
        """
        due = conversation.due_at
        return heard.silence and (due is None or due > heard.at)

    def _finished(self, conversation: Conversation) -> Conversation:
        """Return the conversation after a filing that was begun, by us or by somebody who was killed, is done."""
        if conversation.filing is None:
            return conversation
        around = self._around(conversation)
        try:
            case = self._registrar.register(register_command(conversation))
        except Rejected as refusal:
            return self._save(_not_filed(conversation, around, refusal))
        return self._save(self._receipt(conversation, case))

    def _let_through(self, step: Step, around: Around) -> Step:
        """Ask the gate before a filing is written down: one that was begun is finished, whatever the gate says now."""
        if step.conversation.filing is None:
            return step
        try:
            self._gate(step.conversation.channel, step.conversation.thread)
        except Rejected as refusal:
            return _not_filed(step.conversation, around, refusal)
        return step

    def _receipt(self, conversation: Conversation, case: RegisteredCase) -> Step:
        tongue = conversation.tongue
        moment = self._manners.spoken(case.looked_at_from, tongue)
        promise = say("promise-now", tongue) if case.open_now else say("promise-later", tongue, moment=moment)
        tracking = self._manners.tracking(case.code)
        return outcome.filed(conversation, code=case.code, pin=case.pin, promise=promise, tracking=tracking)

    def _acted(self, step: Step, around: Around) -> Step:
        if step.note:
            log.info("citizen wants a person", channel=step.conversation.channel)
            step = replace(step, conversation=replace(step.conversation, wanted_a_person_at=around.now))
        if step.look_up is not None:
            progress = self._board.find(step.look_up) if step.look_up else None
            told = self._status(progress, step.conversation.tongue) if progress else None
            return outcome.status(step.conversation, step.look_up, told)
        return self._added(step, step.addition, around) if step.addition else step

    def _added(self, step: Step, addition: Addition, around: Around) -> Step:
        command = SupplementCase(
            code=addition.code,
            channel=step.conversation.channel,
            client_key=addition.key,
            text=addition.text,
            attachments=addition.attachments,
        )
        try:
            self._supplementer.add(command)
        except Rejected as refusal:
            log.warning("addition refused", case=addition.code, slug=refusal.slug)
            return addition_refused(step.conversation, addition, around)
        return step

    def _status(self, progress: Progress, tongue: str) -> str:
        told = say(
            f"status-{progress.status}",
            tongue,
            code=grouped(progress.code),
            agency=progress.agency_name or "",
            tracking=self._manners.tracking(progress.code),
            question=progress.question or "",
        )
        if progress.due_at and progress.status in ("routed", "accepted"):
            return f"{told} {say('due', tongue, moment=self._manners.spoken(progress.due_at, tongue))}"
        return told

    def _around(self, conversation: Conversation) -> Around:
        now = self._clock.now()
        return Around(
            now=now,
            reference=self._look_up.reference(now),
            normalise=self._normalise,
            province=self._province(),
            answered=self._answered(conversation),
            stall=self._manners.stall,
            remind=self._manners.remind,
            most_files=self._manners.most_files,
        )

    def _answered(self, conversation: Conversation) -> bool:
        if conversation.stage != talk.FILED or not conversation.case:
            return False
        progress = self._board.find(conversation.case)
        return progress is not None and progress.status == "answered"

    def _save(self, step: Step) -> Conversation:
        now = self._clock.now()
        said = requested(step.conversation, step.say, now) if step.say else None
        return self._conversations.save(step.conversation, said, now)


def _not_filed(conversation: Conversation, around: Around, refusal: Rejected) -> Step:
    reason = refusal.vi if conversation.tongue == "vi" else refusal.en
    return outcome.not_filed(conversation, around, slug=refusal.slug, reason=reason)
