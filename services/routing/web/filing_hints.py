"""What is guessed while somebody types: category, area, and words by which only a person may decide."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.usecases.suggesting import Suggest
from services.routing.web.case_names import Names
from services.routing.web.current import application
from services.routing.web.filing_choices import Topics

LEAST_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Hint:
    """`value` is what the field gets, `why` what was read or how sure the guess is (percent)."""

    value: str
    percent: int
    written: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """Best first."""

    categories: tuple[Hint, ...] = ()
    areas: tuple[Hint, ...] = ()
    cautions: tuple[str, ...] = ()


def hints_about(text: str, address: str, topics: Topics, names: Names) -> Hints:
    """Return what is guessed; nothing where nothing can be, or too little was typed."""
    suggest = _suggest()
    if suggest is None or len(text.strip()) + len(address.strip()) < LEAST_LETTERS:
        return Hints()
    guesses = suggest(text, address or None)
    known = dict(topics.names())
    return Hints(
        categories=tuple(
            Hint(known[each.value], round(each.confidence * 100)) for each in guesses.categories if each.value in known
        ),
        areas=tuple(
            Hint(f"{names.area(each.code)} ({each.code})", round(each.confidence * 100), each.written)
            for each in guesses.areas
        ),
        cautions=guesses.cautions,
    )


def _suggest() -> Suggest | None:
    suggesting = application().suggesting
    return suggesting.suggest if suggesting else None
