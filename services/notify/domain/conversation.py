"""Finding a message of ours in a conversation by its words: chat platforms list them without any id of ours."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notify.domain.finding import NOBODY_KNOWS, NOT_ACCEPTED, Answer, Finding
from services.notify.domain.message import Message, State

#: How far a platform's clock may be from ours.
CLOCKS = timedelta(minutes=5)
#: Texts that begin with so many equal letters may be one text that the platform has changed.
ALIKE = 30


@dataclass(frozen=True, slots=True)
class Said:
    """One message of ours as the platform lists it."""

    id: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What we said to one citizen, in any order, and since when the list is complete."""

    ours: tuple[Said, ...]
    complete_since: datetime


def claimed_at(message: Message) -> datetime:
    """Return when the newest claim was made: nothing was sent before that has not been settled since."""
    return max((step.at for step in message.history if step.state is State.CLAIMED), default=message.created_at)


def looked_at_from(message: Message) -> datetime:
    """Return from when on a message of ours may be this one."""
    return claimed_at(message) - CLOCKS


def found(message: Message, words: str, conversation: Conversation, entries: Sequence[Message]) -> Finding:
    """Return what the conversation says about an uncertain message that was handed over with these `words`.

    `entries` are the ledger's messages with the same words to the same citizen, this one too, and those that have one
    of the listed ids: what belongs to another message proves nothing about this one. The entries must have been read
    after the conversation.
    """
    since = looked_at_from(message)
    taken = {each.provider_id for each in entries}
    free = [each for each in conversation.ours if each.id not in taken and each.at >= since]
    same = sorted((each for each in free if letters(each.text) == letters(words)), key=lambda each: (each.at, each.id))
    doubles = _in_doubt(message, entries)
    if not doubles or _somebody_sends_it(message, entries):
        return NOBODY_KNOWS
    whole = conversation.complete_since <= since
    if len(same) == len(doubles) and (whole or len(doubles) == 1):
        return Finding(Answer.ACCEPTED, provider_id=same[doubles.index(message.key)].id)
    return NOT_ACCEPTED if whole and not same and not _changed(words, free) else NOBODY_KNOWS


def letters(text: str) -> str:
    """Return only letters and digits, small: what stays when a platform trims a text or lays it out anew."""
    return "".join(each for each in unicodedata.normalize("NFC", text).casefold() if each.isalnum())


def _in_doubt(message: Message, entries: Sequence[Message]) -> list[str]:
    """Return the keys of uncertain messages with the same words, oldest first; none when this one is settled by now."""
    twins = [each for each in entries if _is_twin(each, message) and each.state is State.UNCERTAIN]
    keys = [each.key for each in sorted(twins, key=lambda each: (claimed_at(each), each.key))]
    return keys if message.key in keys else []


def _somebody_sends_it(message: Message, entries: Sequence[Message]) -> bool:
    """Return whether another message with the same words may be in the list and has no id yet."""
    twins = [each for each in entries if _is_twin(each, message) and each.key != message.key]
    return any(each.state is State.CLAIMED or (each.state is State.SENT and not each.provider_id) for each in twins)


def _is_twin(one: Message, other: Message) -> bool:
    return (one.channel, one.recipient, one.text) == (other.channel, other.recipient, other.text)


def _changed(words: str, free: Sequence[Said]) -> bool:
    """Return whether one of the others may be this message after all: without words, or with the same beginning."""
    wanted = letters(words)[:ALIKE]
    return any(not letters(each.text) or letters(each.text)[:ALIKE] == wanted for each in free)
