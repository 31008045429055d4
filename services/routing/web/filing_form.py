"""The form of a case that is filed while talking: what was typed, read into a filing, with what is wrong of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.kit.events.vocabulary import URGENCIES
from services.kit.failures import Rejected
from services.kit.text import nfc
from services.routing.domain.generic_answers import doubts_about
from services.routing.usecases.calls import AtOnce, CallCategory, Filing
from services.routing.usecases.calls.file_for_caller import OUTCOMES_AT_ONCE
from services.routing.web.case_names import Names
from services.routing.web.filing_choices import Topics

ANSWER = "answers/"
MOST_MATTERS = 99
Typed = Mapping[str, str]


class WrongFields(Exception):  # noqa: N818 - an outcome, shown on the page
    """What was typed will not do. `errors` are slugs of sentences, or refusals with their own, by field."""

    def __init__(self, errors: Mapping[str, str | Rejected]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(slots=True)
class FilingForm:
    """One form as it was typed. Everything that is wrong with it is said at once."""

    typed: Typed
    topics: Topics
    names: Names
    errors: dict[str, str | Rejected] = field(default_factory=dict)

    def read(self) -> tuple[Filing, AtOnce | None]:
        """Return what is filed, and the answer where one is given at once. Raises `WrongFields`."""
        category, area = self.category(), self.area()
        text = nfc(self.typed.get("text", "").strip())
        if not text:
            self.errors["text"] = "filing.wrong.text"
        answer = self._answer()
        if self.errors:
            raise WrongFields(self.errors)
        return self._filing(text, category, area), answer

    def category(self) -> CallCategory | None:
        """Return the category that was typed; what is wrong with it is kept."""
        try:
            return self.topics.called(self.typed.get("category", ""))
        except Rejected as why:
            self.errors["category"] = why
            return None

    def area(self) -> str | None:
        """Return the area that was typed; what is wrong with it is kept."""
        typed = self.typed.get("area", "").strip()
        try:
            return self.names.area_called(typed) if typed else None
        except Rejected as why:
            self.errors["area"] = why
            return None

    @property
    def urgency(self) -> str:
        """Return how urgent it is."""
        said = self.typed.get("urgency", "")
        return said if said in URGENCIES else "normal"

    def _answer(self) -> AtOnce | None:
        if self.typed.get("do") != "answer":
            return None
        text, outcome = nfc(self.typed.get("answer", "").strip()), self.typed.get("outcome", "")
        if not text:
            self.errors["answer"] = "filing.wrong.answer"
        elif doubts_about(text) and not self.typed.get("sure"):
            self.errors["sure"] = "filing.wrong.generic"
        if outcome not in OUTCOMES_AT_ONCE:
            self.errors["outcome"] = "filing.wrong.outcome"
        return AtOnce(text, outcome, sources_in(self.typed))

    def _filing(self, text: str, category: CallCategory | None, area: str | None) -> Filing:
        said = self.typed
        return Filing(
            call=said.get("call", "")[:100],
            matter=_matter(said.get("matter", "")),
            text=text,
            category=category.slug if category else None,
            area=area,
            address=said.get("address", "").strip(),
            urgency=self.urgency,
            kind=category.kind if category else None,
            name=said.get("name", "").strip(),
            phone=said.get("phone", "").strip(),
            email=said.get("email", "").strip(),
            share_contact=said.get("share_contact") == "yes",
            private=said.get("private") == "yes",
            answers=answers_in(said) if category and category.questions else None,
        )


def answers_in(typed: Typed) -> dict[str, str]:
    """Return the answers to the category's questions; the form names them `answers/<question>`."""
    given = {name.removeprefix(ANSWER): value.strip() for name, value in typed.items() if name.startswith(ANSWER)}
    return {name: value for name, value in given.items() if value}


def sources_in(typed: Typed) -> tuple[str, ...]:
    """Return the entries of the knowledge base that were put into the answer, each once."""
    every: Callable[[str], list[str]] = getattr(typed, "getlist", lambda _: [])
    return tuple(dict.fromkeys(each.strip()[:60] for each in every("sources") if each.strip()))


def errors_of(why: Rejected) -> dict[str, Any]:
    """Return the hotline's refusal by field, each with both languages; empty for the form as a whole."""
    named = {_field(each["pointer"]): (each["detail"], each["detail_en"]) for each in why.details.get("errors", ())}
    return named or {"": (why.vi, why.en)}


def _field(pointer: str) -> str:
    return pointer.removeprefix("#/").removeprefix("contact/")


def _matter(typed: str) -> int:
    return min(int(typed), MOST_MATTERS) if typed.isdigit() and int(typed) else 1
