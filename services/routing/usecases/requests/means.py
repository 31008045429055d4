"""What carrying out a request needs besides the case, and the refusals that requests share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kit.events import AttachmentLink, Event
from services.kit.failures import Rejected
from services.routing.domain.acts import Act
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case, Did
from services.routing.domain.policies import Actor
from services.routing.usecases.ports import Change, Linker


def no_files(*_: object) -> tuple[AttachmentLink, ...]:
    """Where no answer can come with files."""
    return ()


def no_others(_: Sequence[str]) -> Mapping[str, Case]:
    """Where nothing is asked about a second case."""
    return {}


@dataclass(frozen=True, slots=True)
class Means:
    """Who assigns, who makes links to citizens' files and to those of answers, what caused it, and other cases."""

    assigner: Assigner
    links: Linker
    cause: Event | None = None
    answer_links: Linker = no_files
    others: Callable[[Sequence[str]], Mapping[str, Case]] = no_others


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of an actor for a case, at a moment."""

    case: Case
    actor: Actor
    act: Act
    means: Means


#: Does one kind of request; raises `Rejected` where it may not be.
Doing = Callable[[Any, Asked], Change]


@dataclass(frozen=True, slots=True)
class Handling:
    """What a kind of request wants, for the policies, and what does it."""

    wish: Did
    do: Doing


def unknown_agency(slug: str) -> Rejected:
    """Return the refusal for an agency that is not in the catalogue, or no longer."""
    return Rejected("unknown-agency", f"Không có cơ quan “{slug}”.", f"There is no agency “{slug}”.")


def unknown_case() -> Rejected:
    """Return the refusal for a code nobody knows, or that is none of the asker's business."""
    return Rejected("unknown-case", "Không có phản ánh mang mã này.", "There is no case with this code.")
