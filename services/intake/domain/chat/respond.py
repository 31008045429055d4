"""The conversation: one message in, one step out. The same message on the same conversation is the same step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from services.intake.domain.case_code import grouped
from services.intake.domain.chat import commands, talk
from services.intake.domain.chat.at_any_time import obey
from services.intake.domain.chat.danger import speaks_of_danger
from services.intake.domain.chat.flow import (
    again,
    file,
    go_on,
    may_be_filed_as_it_is,
    nothing_said,
    take_in,
    tell,
    too_many_files,
    words_only,
)
from services.intake.domain.chat.options import pressed
from services.intake.domain.chat.questions import new_case_button, question
from services.intake.domain.chat.replies import add_draft_to_case, answer
from services.intake.domain.chat.talk import Addition, Around, Conversation, Heard, Said, Step
from services.intake.domain.chat.tongue import tongue_of
from services.intake.domain.chat.words import say
from services.intake.domain.wording import clean_text

Reader = Callable[[Conversation, Heard, Around], Step | None]


def respond(conversation: Conversation, heard: Heard, around: Around) -> Step:
    """Return what a message, or a silence, leads to."""
    if heard.silence:
        return _silence(conversation, around)
    noticed = _notice(conversation, heard)
    steps = (read(noticed, heard, around) for read in _READERS)
    return next(step for step in steps if step is not None)


def _notice(conversation: Conversation, heard: Heard) -> Conversation:
    language = conversation.language or tongue_of(heard.text)
    return replace(conversation, language=language, heard_at=heard.at, heard_id=heard.id)


def _silence(conversation: Conversation, around: Around) -> Step:
    quiet = replace(conversation, due_at=None)
    if conversation.stage == talk.WHICH:
        return add_draft_to_case(quiet, around)
    if may_be_filed_as_it_is(conversation, around):
        return file(quiet, f"{conversation.draft.id}:unasked", unasked=True)
    if around.remind and not conversation.reminded and not conversation.draft.empty:
        return again(replace(quiet, reminded=True), around, say("reminder", conversation.tongue))
    return nothing_said(_held_on(quiet, around))


def _held_on(conversation: Conversation, around: Around) -> Conversation:
    return replace(conversation, due_at=again(conversation, around).conversation.due_at)


def _correct(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    """An edited message replaces its words while they are not filed; later it is an addition."""
    draft = conversation.draft
    if not heard.corrects or heard.corrects not in {each.id for each in draft.said}:
        return None
    text = clean_text(heard.text)
    said = tuple(Said(each.id, text) if each.id == heard.corrects else each for each in draft.said)
    corrected = replace(conversation, draft=replace(draft, said=said))
    return again(corrected, around) if conversation.stage == talk.WHICH else go_on(corrected, around)


def _greet(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    """Hello and thanks tell nothing; in the midst of a case they may be answers."""
    if not conversation.draft.empty or heard.with_files or heard.place:
        return None
    if heard.greeting or commands.is_greeting(heard.text):
        if heard.greeting and conversation.greeted:
            return nothing_said(conversation)
        return again(replace(conversation, greeted=True), around)
    if commands.is_courtesy(heard.text):
        return nothing_said(conversation) if conversation.case else again(conversation, around)
    return None


def _share_contact(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    """A number shared by the provider's own button: ours to keep, not yet the agency's."""
    if not (heard.phone or heard.name):
        return None
    phone = around.normalise(heard.phone) if heard.phone else None
    draft = replace(
        conversation.draft,
        phone=phone or conversation.draft.phone,
        name=clean_text(heard.name)[:100] or conversation.draft.name,
        contact_known=True,
    )
    kept = replace(conversation, draft=draft)
    return again(kept, around) if draft.empty or kept.stage in (talk.WHICH, talk.EDIT) else go_on(kept, around)


def _add(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    """After filing, what is written belongs to the case; once that is answered, the citizen says which it is."""
    if conversation.stage != talk.FILED or not conversation.case:
        return None
    if pressed(heard):
        return again(conversation, around)
    if not (heard.words or heard.with_files or heard.place):
        return nothing_said(conversation)
    if around.answered:
        taken = take_in(conversation.draft, heard, around)
        return again(replace(conversation, stage=talk.WHICH, draft=taken), around) if taken else None
    return _added(conversation, heard, around)


def _added(conversation: Conversation, heard: Heard, around: Around) -> Step:
    code, tongue = conversation.case or "", conversation.tongue
    where = "{:.6f}, {:.6f}".format(*heard.place) if heard.place else ""
    text = "\n".join(part for part in (heard.words, where) if part)
    addition = Addition(code=code, key=heard.id, text=text, attachments=heard.attachments)
    last = conversation.acknowledged_at
    danger = speaks_of_danger(heard.text)
    if last and around.now - last < around.acknowledge_every and not danger:
        return Step(conversation=conversation, addition=addition)
    parts = (say("danger", tongue) if danger else "", say("added", tongue, code=grouped(code)))
    spoken = "\n".join(part for part in parts if part)
    told = replace(conversation, acknowledged_at=around.now)
    return replace(words_only(told, spoken, new_case_button(tongue)), addition=addition)


def _tell(conversation: Conversation, heard: Heard, around: Around) -> Step:
    """Whatever is no answer is part of the matter; a sticker, or a button of long ago, is neither."""
    if pressed(heard) or not (heard.words or heard.with_files or heard.place):
        return again(conversation, around)
    if conversation.stage == talk.WHICH:
        taken = take_in(conversation.draft, heard, around) or conversation.draft
        return again(replace(conversation, draft=taken), around, too_many_files(conversation, taken, around))
    return tell(conversation, heard, around)


def addition_refused(conversation: Conversation, addition: Addition, around: Around) -> Step:
    """The case takes no more: what was to be added begins a new one."""
    heard = Heard(id=addition.key, at=around.now, text=addition.text, attachments=addition.attachments)
    lead = say("full", conversation.tongue, code=grouped(addition.code))
    step = tell(replace(conversation, draft=talk.Draft(), stage=talk.TELL), heard, around)
    return replace(step, say=question(step.conversation, around).after(lead))


_READERS: tuple[Reader, ...] = (_correct, obey, _greet, _share_contact, _add, answer, _tell)
