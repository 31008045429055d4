"""Moves that several parts of the conversation make: taking words in, going on to the next question, filing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from services.intake.domain.chat import talk
from services.intake.domain.chat.danger import speaks_of_danger
from services.intake.domain.chat.questions import area_heard, contact_missing, next_stage, question
from services.intake.domain.chat.talk import Around, Conversation, Draft, Filing, Heard, Said, Say, Step
from services.intake.domain.chat.words import say
from services.intake.domain.wording import LEAST_TEXT, MOST_TEXT, clean_text

#: Files that no case names are thrown away after a day; a draft's are held again before that, for this long.
HOLD_EVERY = timedelta(hours=20)
HELD_FOR = timedelta(days=7)


def take_in(draft: Draft, heard: Heard, around: Around) -> Draft | None:
    """Return the draft with what a message tells, or None where it would become too long for a case.

    Files beyond `around.most_files` are left out and counted: nobody can hang thousands on one case.
    """
    text = clean_text(heard.words)
    said = (*draft.said, Said(heard.id, text)) if text else draft.said
    files = (*draft.attachments, *heard.attachments)
    kept = files[: max(around.most_files, len(draft.attachments))]
    taken = replace(
        draft,
        id=draft.id or heard.id,
        said=said,
        attachments=kept,
        left_out=draft.left_out + heard.unfetched + len(files) - len(kept),
        place=heard.place or draft.place,
        place_known=draft.place_known or heard.place is not None,
        danger=draft.danger or speaks_of_danger(text),
    )
    return taken if len(taken.text) <= MOST_TEXT else None


def tell(conversation: Conversation, heard: Heard, around: Around) -> Step:
    """Take in what was told and ask what is still open."""
    taken = take_in(conversation.draft, heard, around)
    if taken is None:
        lead = say("too-long", conversation.tongue)
        return again(conversation, around, lead)
    step = go_on(replace(conversation, draft=taken), around, _lead(conversation, taken, heard, around))
    urgent = taken.danger != conversation.draft.danger or too_many_files(conversation, taken, around)
    return replace(step, passing=not urgent)


def too_many_files(conversation: Conversation, taken: Draft, around: Around) -> str:
    """Return the sentence about files that are left out; "" where none is, or it was said of this draft before."""
    first = taken.left_out and not conversation.draft.left_out
    return say("too-many-files", conversation.tongue, most=around.most_files) if first else ""


def go_on(conversation: Conversation, around: Around, lead: str = "") -> Step:
    """Ask the first question that is still open."""
    draft = conversation.draft
    if draft.place and draft.area is None:
        draft = replace(draft, area=area_heard(draft, around))
    return again(replace(conversation, draft=draft, stage=next_stage(draft, around)), around, lead)


def again(conversation: Conversation, around: Around, lead: str = "") -> Step:
    """Ask the question of the stage, once more or for the first time."""
    waiting = replace(conversation, due_at=due_at(conversation, around))
    return Step(conversation=waiting, say=question(waiting, around).after(lead))


def file(conversation: Conversation, key: str, *, unasked: bool = False) -> Step:
    """Have the draft filed; what to say is known when that is done."""
    draft = replace(conversation.draft, share=bool(conversation.draft.share))
    return Step(conversation=replace(conversation, draft=draft, filing=Filing(key=key, unasked=unasked), due_at=None))


def at_rest(conversation: Conversation, *, stage: str | None = None) -> Conversation:
    """Return the conversation with an empty draft: at its case, or at the beginning."""
    rest = stage or (talk.FILED if conversation.case else talk.IDLE)
    return replace(conversation, draft=Draft(), stage=rest, due_at=None, reminded=False)


def may_be_filed_as_it_is(conversation: Conversation, around: Around) -> bool:
    """Return whether only optional questions are open."""
    draft = conversation.draft
    enough = len(draft.told.strip()) >= LEAST_TEXT and conversation.stage in talk.OPTIONAL
    return enough and contact_missing(draft, around) is None


def due_at(conversation: Conversation, around: Around) -> datetime | None:
    """Return when silence will mean something, or None."""
    if conversation.draft.empty:
        return None
    if conversation.stage == talk.WHICH or may_be_filed_as_it_is(conversation, around):
        return around.now + around.stall
    if around.remind and not conversation.reminded:
        return around.now + around.remind
    heard_at = conversation.heard_at or around.now
    if conversation.draft.attachments and around.now < heard_at + HELD_FOR:
        return around.now + HOLD_EVERY
    return None


def nothing_said(conversation: Conversation) -> Step:
    """Remember, and stay silent."""
    return Step(conversation=conversation)


def words_only(conversation: Conversation, text: str, choices: tuple[tuple[str, str], ...] = ()) -> Step:
    """Say something that is no question."""
    return Step(conversation=conversation, say=Say(text, choices))


def _lead(conversation: Conversation, taken: Draft, heard: Heard, around: Around) -> str:
    parts = []
    if taken.danger and not conversation.draft.danger:
        parts.append(say("danger", conversation.tongue))
    parts.append(too_many_files(conversation, taken, around))
    if len(taken.attachments) > len(conversation.draft.attachments) and not heard.text:
        parts.append(say("got-files", conversation.tongue))
    elif conversation.stage not in (talk.IDLE, talk.TELL, talk.FILED) and (heard.words or heard.place):
        parts.append(say("noted", conversation.tongue))
    return "\n".join(part for part in parts if part)
