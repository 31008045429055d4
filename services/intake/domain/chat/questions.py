"""Which question comes next, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.intake.domain.case_code import grouped
from services.intake.domain.chat import talk, words
from services.intake.domain.chat.answers import options_of
from services.intake.domain.chat.options import ask, payload
from services.intake.domain.chat.summary import summary_of
from services.intake.domain.chat.talk import Around, Conversation, Draft, Say
from services.intake.domain.contact import Reachable, policy_faults
from services.intake.domain.place_names import find_area
from services.intake.domain.wording import LEAST_TEXT

Question = Callable[[Conversation, Around], Say]


def next_stage(draft: Draft, around: Around) -> str:
    """Return the first question that is still open."""
    if len(draft.told.strip()) < LEAST_TEXT:
        return talk.TELL
    if not draft.category_known:
        return talk.LEAF if draft.group else talk.GROUP
    if not draft.place_known:
        return talk.PLACE_FOUND if _place_heard(draft, around) else talk.PLACE
    if not draft.contact_known or contact_missing(draft, around):
        return talk.CONTACT
    return talk.CONSENT if draft.share is None else talk.CONFIRM


def question(conversation: Conversation, around: Around) -> Say:
    """Return the question of the conversation's stage."""
    return _QUESTIONS[conversation.stage](conversation, around)


def new_case_button(tongue: str) -> tuple[tuple[str, str], ...]:
    """Return the button by which a citizen begins another case."""
    return ((words.say("button-new", tongue), payload(talk.FILED, "new")),)


def contact_missing(draft: Draft, around: Around) -> str | None:
    """Return the sentence about what the category's policy needs and nobody gave, or None."""
    category = around.reference.categories.get(draft.category or "")
    if not category:
        return None
    contact = Reachable(draft.name or None, draft.phone or None, draft.email or None)
    missing = {fault.slug for fault in policy_faults(category.identity, draft.urgent, contact)}
    if "name-required" in missing:
        return "name-needed"
    return "contact-needed" if missing else None


def area_heard(draft: Draft, around: Around) -> str | None:
    """Return the code of the area the citizen has named so far."""
    return find_area(draft.told, around.reference.areas)


def _place_heard(draft: Draft, around: Around) -> bool:
    return not draft.place_refused and area_heard(draft, around) is not None


def _ask(key: str) -> Question:
    def asked(conversation: Conversation, around: Around) -> Say:
        return _with_answers(words.say(key, conversation.tongue), conversation, around)

    return asked


def _ask_place_found(conversation: Conversation, around: Around) -> Say:
    area = around.reference.areas[area_heard(conversation.draft, around) or ""]
    return _with_answers(words.say("place-found", conversation.tongue, area=area.name), conversation, around)


def _ask_contact(conversation: Conversation, around: Around) -> Say:
    needed = contact_missing(conversation.draft, around)
    return _with_answers(words.say(needed or "contact", conversation.tongue), conversation, around)


def _ask_confirm(conversation: Conversation, around: Around) -> Say:
    summary = summary_of(conversation.draft, around, conversation.tongue)
    return _with_answers(words.say("confirm", conversation.tongue, summary=summary), conversation, around)


def _ask_which(conversation: Conversation, around: Around) -> Say:
    code = grouped(conversation.case or "")
    return _with_answers(words.say("which", conversation.tongue, code=code), conversation, around)


def _say_filed(conversation: Conversation, _: Around) -> Say:
    tongue = conversation.tongue
    return Say(words.say("open-case", tongue, code=grouped(conversation.case or "")), new_case_button(tongue))


def _with_answers(text: str, conversation: Conversation, around: Around) -> Say:
    return ask(text, conversation.stage, options_of(conversation, around), conversation.tongue)


_QUESTIONS: Mapping[str, Question] = {
    talk.IDLE: _ask("greeting"),
    talk.TELL: _ask("tell"),
    talk.GROUP: _ask("group"),
    talk.LEAF: _ask("leaf"),
    talk.PLACE: _ask("place"),
    talk.PLACE_FOUND: _ask_place_found,
    talk.CONTACT: _ask_contact,
    talk.CONSENT: _ask("consent"),
    talk.CONFIRM: _ask_confirm,
    talk.EDIT: _ask("edit"),
    talk.FILED: _say_filed,
    talk.WHICH: _ask_which,
}
