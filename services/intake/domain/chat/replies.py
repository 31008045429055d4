"""What an answer to each question changes. A handler returns None where the message is no answer to its question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from services.intake.domain.chat import answers, talk
from services.intake.domain.chat.contact_text import contact_in
from services.intake.domain.chat.flow import again, at_rest, file, go_on, tell, words_only
from services.intake.domain.chat.options import choose, pressed
from services.intake.domain.chat.plain import plain
from services.intake.domain.chat.questions import area_heard, new_case_button
from services.intake.domain.chat.talk import Addition, Around, Conversation, Heard, Step
from services.intake.domain.chat.words import say
from services.intake.domain.contact import read_contact
from services.intake.domain.fault import Fault
from services.intake.domain.place_names import find_area
from services.intake.domain.wording import MOST_ADDRESS, clean_line

Handler = Callable[[Conversation, Heard, Around], Step | None]


def answer(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    """Return the step the message leads to as an answer to the question of the stage, or None where it is none."""
    handler = _HANDLERS.get(conversation.stage)
    return handler(conversation, heard, around) if handler else None


def _chosen(conversation: Conversation, heard: Heard, around: Around) -> str | None:
    if heard.with_files or heard.place:
        return None
    return choose(heard, conversation.stage, answers.options_of(conversation, around))


def _with(conversation: Conversation, around: Around, **changes: object) -> Step:
    return go_on(_changed(conversation, **changes), around)


def _changed(conversation: Conversation, **changes: object) -> Conversation:
    return replace(conversation, draft=replace(conversation.draft, **changes))  # type: ignore[arg-type]


def _group(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    value = _chosen(conversation, heard, around) or _leaf_named(heard, around)
    if value is None:
        return None
    if value == answers.SKIP:
        return _with(conversation, around, category=None, category_known=True)
    if value in around.reference.categories:
        return _with(conversation, around, category=value, category_known=True)
    if value in {answers.group_of(slug) for slug in around.reference.categories}:
        return _with(conversation, around, group=value)
    return again(conversation, around, say("unknown-category", conversation.tongue))


def _leaf_named(heard: Heard, around: Around) -> str | None:
    """Return the category whose whole name was written; pressing buttons is not writing."""
    words = plain(heard.text)
    named = [
        each.slug
        for each in around.reference.categories.values()
        if words in (plain(each.name_vi), plain(each.name_en))
    ]
    return named[0] if len(named) == 1 and not pressed(heard) else None


def _leaf(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    value = _chosen(conversation, heard, around)
    if value is None:
        return None
    if value == answers.SKIP:
        return _with(conversation, around, category=None, category_known=True)
    if value in around.reference.categories:
        return _with(conversation, around, category=value, category_known=True)
    return again(conversation, around, say("unknown-category", conversation.tongue))


def _place(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    if _chosen(conversation, heard, around) == answers.SKIP:
        return _with(conversation, around, place_known=True)
    address = clean_line(heard.text)
    if not address or pressed(heard) or heard.with_files:
        return None
    area = find_area(address, around.reference.areas)
    if len(address) > MOST_ADDRESS:  # a story rather than an address: it belongs to the content
        told = _changed(conversation, place_known=True, area=area)
        return tell(told, heard, around)
    place = heard.place or conversation.draft.place
    return _with(conversation, around, address=address, area=area, place=place, place_known=True)


def _place_found(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    value = _chosen(conversation, heard, around)
    if value == answers.YES:
        return _with(conversation, around, area=area_heard(conversation.draft, around), place_known=True)
    if value == answers.NO:
        return _with(conversation, around, place_refused=True)
    if value == answers.SKIP:
        return _with(conversation, around, place_known=True)
    return _place(conversation, heard, around)


def _contact(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    value = _chosen(conversation, heard, around)
    if value in (answers.SHARE, answers.KEEP, answers.NONE):
        return _with(conversation, around, share=value == answers.SHARE, contact_known=True)
    if heard.with_files or pressed(heard):
        return None
    written = contact_in(heard.text)
    if written.empty:
        return None
    draft = conversation.draft
    name, phone, email = written.name or draft.name, written.phone or draft.phone, written.email or draft.email
    checked, faults = read_contact(name, phone, email, around.normalise)
    if faults:
        return again(conversation, around, _sentence(faults[0], conversation.tongue))
    kept = {"name": checked.name or "", "phone": checked.phone or "", "email": checked.email or ""}
    return _with(conversation, around, **kept, share=written.share, contact_known=True)


def _consent(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    value = _chosen(conversation, heard, around)
    if value not in (answers.YES, answers.NO):
        return None
    return _with(conversation, around, share=value == answers.YES)


def _confirm(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    value = _chosen(conversation, heard, around)
    if value == answers.SEND:
        return file(conversation, heard.id)
    if value == answers.SEND_URGENT:
        return file(_changed(conversation, urgent=True), heard.id)
    if value == answers.CHANGE:
        return again(replace(conversation, stage=talk.EDIT), around)
    if value == answers.DROP:
        return drop(conversation)
    return None


def _edit(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    value = _chosen(conversation, heard, around)
    if value == answers.TEXT:
        return go_on(_changed(conversation, said=()), around, say("tell-again", conversation.tongue))
    return _with(conversation, around, **_FORGOTTEN[value]) if value and value in _FORGOTTEN else None


def _which(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    value = _chosen(conversation, heard, around)
    if value == answers.ABOUT_CASE:
        return add_draft_to_case(conversation, around)
    return go_on(conversation, around) if value == answers.ABOUT_NEW else None


def add_draft_to_case(conversation: Conversation, around: Around) -> Step:
    """Add what was written meanwhile to the case it is about."""
    draft, code, tongue = conversation.draft, conversation.case or "", conversation.tongue
    addition = Addition(code=code, key=draft.id, text=draft.text, attachments=draft.attachments)
    rest = replace(at_rest(conversation), acknowledged_at=around.now)
    said = words_only(rest, say("added", tongue, code=code), new_case_button(tongue))
    return replace(said, addition=addition)


def drop(conversation: Conversation) -> Step:
    """Forget the draft."""
    return words_only(at_rest(conversation), say("cancelled", conversation.tongue))


def _sentence(fault: Fault, tongue: str) -> str:
    return fault.vi if tongue == "vi" else fault.en


_NOT_KNOWN_PLACE: dict[str, object] = {
    "place_known": False,
    "place_refused": True,
    "area": None,
    "address": "",
    "place": None,
}
_FORGOTTEN: Mapping[str, dict[str, object]] = {
    answers.CATEGORY: {"category": None, "group": None, "category_known": False},
    answers.PLACE: _NOT_KNOWN_PLACE,
    answers.CONTACT: {"name": "", "phone": "", "email": "", "share": None, "contact_known": False},
}
_HANDLERS: Mapping[str, Handler] = {
    talk.GROUP: _group,
    talk.LEAF: _leaf,
    talk.PLACE: _place,
    talk.PLACE_FOUND: _place_found,
    talk.CONTACT: _contact,
    talk.CONSENT: _consent,
    talk.CONFIRM: _confirm,
    talk.EDIT: _edit,
    talk.WHICH: _which,
}
