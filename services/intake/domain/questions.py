"""Questions that a category asks, and whether what was answered will do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.intake.domain.fault import Fault

MOST_WORDS = 500
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to choose. With `stop_vi`, it leads to the right way instead of to a case."""

    slug: str
    vi: str
    en: str
    stop_vi: str | None = None
    stop_en: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a category asks. `type`: choice, text, number or day. `only_if`: an earlier question and its answers.

    `check`: `workday` (a working day, from today) or `dossier` (a code, in its one spelling where it can be read).
    """

    slug: str
    vi: str
    en: str
    hint_vi: str
    hint_en: str
    type: str
    required: bool
    public: bool
    choices: tuple[Choice, ...] = ()
    only_if: tuple[str, tuple[str, ...]] | None = None
    check: str | None = None

    def applies(self, answers: Mapping[str, str]) -> bool:
        """Return whether it is to be asked, given the answers so far."""
        return self.only_if is None or answers.get(self.only_if[0], "") in self.only_if[1]

    def choice(self, slug: str) -> Choice | None:
        """Return the choice of that name."""
        return next((each for each in self.choices if each.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Checks:
    """What questions with a `check` are held against: whether somebody can come on a local day, and the one spelling of
    a dossier's code, or what was said where it cannot be read: people look into it.
    """

    may_come: Callable[[date], bool]
    dossier_code: Callable[[str], str]


NO_CHECKS = Checks(lambda _: True, str)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that will do: `value` for programs, `text` for people in the language asked in."""

    question: Question
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Stop:
    """The matter does not belong here; the advice names the right way."""

    question: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a set of answers: `stop` speaks before `faults`, and with either of them nothing is filed."""

    answered: tuple[Answered, ...]
    faults: tuple[Fault, ...]
    stop: Stop | None


def questions_of(raw: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Return the questions of a category in a catalogue snapshot."""
    return tuple(_question(each) for each in raw)


def read_answers(
    questions: Sequence[Question],
    given: Mapping[str, str],
    tongue: str,
    *,
    asked: bool = True,
    checks: Checks = NO_CHECKS,
) -> Reading:
    """Return what the answers come to; answers to questions that do not apply are passed over.

    Where the channel could not ask (`asked` False) nothing is missed: the agency can still ask the citizen.
    """
    answered: list[Answered] = []
    faults: list[Fault] = []
    for question in questions:
        if not question.applies(given):
            continue
        said = " ".join(given.get(question.slug, "").split())
        made = _read(question, said, tongue, checks) if said else None
        if made:
            answered.append(made)
        elif said or (question.required and asked):
            faults.append(_fault(question, missing=not said))
    return Reading(tuple(answered), tuple(faults), next(_stops(answered), None))


def _read(question: Question, said: str, tongue: str, checks: Checks) -> Answered | None:
    if question.type == "choice":
        chosen = question.choice(said)
        return Answered(question, chosen.slug, chosen.vi if tongue == "vi" else chosen.en) if chosen else None
    if question.type == "day":
        day = _day(said)
        right = day is not None and (question.check != "workday" or checks.may_come(day))
        return Answered(question, day.isoformat(), f"{day:%d/%m/%Y}") if day and right else None
    if question.type == "number":
        return Answered(question, said.replace(",", "."), said) if _NUMBER.fullmatch(said) else None
    if question.check == "dossier":
        said = checks.dossier_code(said)
    return Answered(question, said, said) if len(said) <= MOST_WORDS else None


def _day(said: str) -> date | None:
    """Read 31/12/2026, or 2026-12-31 as browsers send it."""
    written = _DAY.fullmatch(said)
    try:
        if written:
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        return date.fromisoformat(said)
    except ValueError:
        return None


def _stops(answered: Sequence[Answered]) -> Iterator[Stop]:
    for each in answered:
        chosen = each.question.choice(each.value)
        if chosen and chosen.stop_vi:
            yield Stop(each.question.slug, chosen.stop_vi, chosen.stop_en or chosen.stop_vi)


def _fault(question: Question, *, missing: bool) -> Fault:
    field = f"answers/{question.slug}"
    if missing:
        return Fault(field, "answer-needed", f"Xin trả lời: {question.vi}", f"Please answer: {question.en}")
    return Fault(
        field,
        "answer-not-valid",
        f"Câu trả lời chưa hợp lệ: {question.vi}",
        f"This is not an answer to the question: {question.en}",
    )


def _question(raw: Mapping[str, Any]) -> Question:
    condition = raw.get("only_if")
    return Question(
        slug=raw["slug"],
        vi=raw["vi"],
        en=raw["en"],
        hint_vi=raw.get("hint_vi", ""),
        hint_en=raw.get("hint_en", ""),
        type=raw["type"],
        check=raw.get("check"),
        required=raw.get("required", False),
        public=raw.get("public", False),
        choices=tuple(_choice(each) for each in raw.get("choices", ())),
        only_if=(condition["question"], tuple(condition["values"])) if condition else None,
    )


def _choice(raw: Mapping[str, Any]) -> Choice:
    stop = raw.get("stop") or {}
    return Choice(slug=raw["slug"], vi=raw["vi"], en=raw["en"], stop_vi=stop.get("vi"), stop_en=stop.get("en"))
