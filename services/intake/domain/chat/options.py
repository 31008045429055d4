"""Answers one can choose: by button, by number, or by writing what the button says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.intake.domain.chat.plain import plain
from services.intake.domain.chat.talk import Heard, Say

PREFIX = "#1022"
_PAYLOAD = re.compile(rf"{PREFIX}:([a-z-]+):(.{{1,120}})")
_NUMBER = re.compile(r"(?:so |chon |muc |option |number )?(\d{1,2})")
#: A chat shows few buttons; the others can be chosen by their number in the text.
MOST_BUTTONS = 12
LEAST_PART = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `phrases` are further ways to say it, plain."""

    value: str
    vi: str
    en: str
    phrases: tuple[str, ...] = ()

    def title(self, tongue: str) -> str:
        """What the button says."""
        return self.vi if tongue == "vi" else self.en


def payload(stage: str, value: str) -> str:
    """Return what a button of a stage sends when it is pressed; it is readable, because Zalo shows it."""
    return f"{PREFIX}:{stage}:{value}"


def pressed(heard: Heard) -> tuple[str, str] | None:
    """Return (stage, value) of the button that was pressed, however the provider says so; None when none was."""
    found = _PAYLOAD.fullmatch((heard.payload or heard.text).strip())
    return (found[1], found[2]) if found else None


def ask(question: str, stage: str, options: Sequence[Option], tongue: str) -> Say:
    """Return the question with its numbered answers, and their buttons."""
    titles = [each.title(tongue) for each in options]
    lines = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    shown = _shown(options)
    return Say(
        "\n".join([question, *lines]), tuple((each.title(tongue)[:60], payload(stage, each.value)) for each in shown)
    )


def choose(heard: Heard, stage: str, options: Sequence[Option]) -> str | None:
    """Return the value of the answer that was chosen, or None when the message is no answer to this question.

    The value of a button of this stage is returned as it is: the caller knows whether it exists.
    """
    press = pressed(heard)
    if press:
        return press[1] if press[0] == stage else None
    words = plain(heard.text)
    return _by_number(words, options) or _by_words(words, options)


def _by_number(words: str, options: Sequence[Option]) -> str | None:
    found = _NUMBER.fullmatch(words)
    place = int(found[1]) if found else 0
    return options[place - 1].value if 0 < place <= len(options) else None


def _by_words(words: str, options: Iterable[Option]) -> str | None:
    if not words:
        return None
    named = [each for each in options if words in (plain(each.vi), plain(each.en), *each.phrases)]
    if not named and len(words) >= LEAST_PART:
        named = [each for each in options if f" {words} " in f" {plain(each.vi)} | {plain(each.en)} "]
    return named[0].value if len(named) == 1 else None


def _shown(options: Sequence[Option]) -> Sequence[Option]:
    """The first, and the way out, which is the last."""
    if len(options) <= MOST_BUTTONS:
        return options
    return [*options[: MOST_BUTTONS - 1], options[-1]]
