"""The composition of what changes the words."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.notify.domain.sms.shorten import Style
from services.notify.usecases.wordings.bring_back import BringBack
from services.notify.usecases.wordings.changing import Change
from services.notify.usecases.wordings.edit_words import EditWords
from services.notify.usecases.wordings.ports import Wordings, Writer
from services.notify.usecases.wordings.put_in_force import PutInForce
from services.notify.usecases.wordings.try_words import TryWords
from services.notify.usecases.wordings.withdraw_draft import WithdrawDraft


@dataclass(frozen=True, slots=True)
class Words:
    """What people can do with the words; `writer` knows the program's own."""

    wordings: Wordings
    writer: Writer
    find: Change
    try_words: TryWords
    edit: EditWords
    put_in_force: PutInForce
    withdraw: WithdrawDraft
    bring_back: BringBack


def build_words(wordings: Wordings, writer: Writer, style: Style, clock: Clock) -> Words:
    """Wire the use cases."""
    change, try_words = Change(wordings, clock), TryWords(writer, style)
    return Words(
        wordings=wordings,
        writer=writer,
        find=change,
        try_words=try_words,
        edit=EditWords(change, try_words),
        put_in_force=PutInForce(change, try_words),
        withdraw=WithdrawDraft(change),
        bring_back=BringBack(change, try_words),
    )
