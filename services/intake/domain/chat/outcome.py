"""What is said once the world has answered: a case was filed, or refused; a status was found."""

from __future__ import annotations

from dataclasses import replace

from services.intake.domain.case_code import grouped
from services.intake.domain.chat import talk
from services.intake.domain.chat.flow import at_rest, go_on, words_only
from services.intake.domain.chat.questions import new_case_button
from services.intake.domain.chat.talk import Around, Conversation, Step
from services.intake.domain.chat.words import say


def filed(conversation: Conversation, *, code: str, pin: str, promise: str, tracking: str) -> Step:
    """The draft is a case: give the receipt. What is added first will be acknowledged, however soon it comes."""
    tongue = conversation.tongue
    unasked = conversation.filing is not None and conversation.filing.unasked
    receipt = say("receipt", tongue, code=grouped(code), pin=pin, promise=promise, tracking=tracking)
    text = f"{say('filed-unasked', tongue)}\n\n{receipt}" if unasked else receipt
    rest = at_rest(replace(conversation, case=code, filing=None), stage=talk.FILED)
    return words_only(replace(rest, acknowledged_at=None), text, new_case_button(tongue))


def not_filed(conversation: Conversation, around: Around, *, slug: str, reason: str) -> Step:
    """The draft cannot be a case yet: say why, and ask for what is wrong."""
    draft = conversation.draft
    if slug == "unknown-category":
        draft = replace(draft, category=None, group=None, category_known=False)
    elif slug == "unknown-area":
        draft = replace(draft, area=None, place_refused=True)
    elif slug.startswith(("phone", "name", "email")):
        draft = replace(draft, contact_known=False)
    unasked = conversation.filing is not None and conversation.filing.unasked
    step = go_on(replace(conversation, draft=draft, filing=None), around, reason)
    return replace(step, conversation=replace(step.conversation, due_at=None)) if unasked else step


def status(conversation: Conversation, code: str, said: str | None) -> Step:
    """Tell how far a case is; `said` is None for no such case."""
    tongue = conversation.tongue
    if not code:
        return words_only(conversation, say("no-such-code", tongue))
    return words_only(conversation, said or say("no-such-case", tongue, code=grouped(code)))
