"""Commands: cancel, begin again, a new case, a person, help, a language, the status of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from services.intake.domain.chat import answers, commands, talk
from services.intake.domain.chat.flow import again, at_rest, go_on, words_only
from services.intake.domain.chat.options import pressed
from services.intake.domain.chat.replies import drop
from services.intake.domain.chat.talk import Around, Conversation, Draft, Heard, Step
from services.intake.domain.chat.words import say


def obey(conversation: Conversation, heard: Heard, around: Around) -> Step | None:
    """Return the step a command leads to, or None where the message is none."""
    if heard.with_files or heard.place:
        return None
    code = commands.code_to_look_up(heard.text)
    if code is not None:
        return Step(conversation=conversation, look_up=code)
    command = commands.NEW if pressed(heard) == (talk.FILED, answers.ABOUT_NEW) else commands.command_of(heard.text)
    return _COMMANDS[command](conversation, around) if command else None


def _cancel(conversation: Conversation, around: Around) -> Step:
    if conversation.draft.empty:
        rest = at_rest(conversation)
        return words_only(rest, say("nothing-to-cancel", conversation.tongue, hotline=around.hotline))
    return drop(conversation)


def _restart(conversation: Conversation, around: Around) -> Step:
    return again(at_rest(conversation, stage=talk.TELL), around)


def _new(conversation: Conversation, around: Around) -> Step:
    """A new case begins empty, but for what was written before it was asked which case it is about."""
    if conversation.stage == talk.WHICH or not conversation.draft.empty:
        return go_on(conversation, around)
    return again(replace(conversation, stage=talk.TELL, draft=Draft()), around)


def _human(conversation: Conversation, around: Around) -> Step:
    said = words_only(conversation, say("human", conversation.tongue, hotline=around.hotline))
    return replace(said, note="wants-a-person")


def _help(conversation: Conversation, around: Around) -> Step:
    text = say("help", conversation.tongue)
    return words_only(conversation, text) if conversation.draft.empty else again(conversation, around, text)


def _speak(tongue: str) -> Callable[[Conversation, Around], Step]:
    def spoken(conversation: Conversation, around: Around) -> Step:
        return again(replace(conversation, language=tongue), around, say("language", tongue))

    return spoken


_COMMANDS: Mapping[str, Callable[[Conversation, Around], Step]] = {
    commands.CANCEL: _cancel,
    commands.RESTART: _restart,
    commands.NEW: _new,
    commands.HUMAN: _human,
    commands.HELP: _help,
    commands.VIETNAMESE: _speak("vi"),
    commands.ENGLISH: _speak("en"),
}
