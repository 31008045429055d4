"""What can be done on the case page: one line per act. Who may do it, and when, is the policies' affair.

`key` opens the act's form from the keyboard; no two acts share one. An act is offered when its `wish` is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from services.routing.domain.case import Case, Did
from services.routing.domain.file import File
from services.routing.domain.policies import POLICIES, Actor, Allow, verdict
from services.routing.usecases import requests
from services.routing.web import case_schemas as forms
from services.routing.web.case_names import Names

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form said, checked, and what turns it into a request: names of the catalogue, files that are kept."""

    values: Values
    names: Names
    files: tuple[File, ...] = ()

    def agency(self, field: str) -> str | None:
        """Return the short name of the agency in a field, None where it was left empty."""
        return self.names.agency_called(self.values[field]) if self.values[field] else None


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One thing that can be done. `form` is the template part of its fields; `content`: it carries an answer.

    `warns`: the citizen will read it next, so an answer that says nothing is shown to its writer once more.
    """

    name: str
    key: str
    wish: Did
    schema: type[Schema]
    request: Callable[[Typed], Any]
    form: str
    content: bool = False
    warns: bool = False


def _simple(request: str) -> Callable[[Typed], Any]:
    return lambda _: getattr(requests, request)()


ACTS: tuple[DeskAct, ...] = (
    DeskAct("accept", "n", Did.ACCEPTED, forms.NothingSchema, _simple("Accept"), "nothing"),
    DeskAct("forward", "g", Did.ROUTED, forms.NothingSchema, _simple("Forward"), "nothing"),
    DeskAct(
        "answer",
        "t",
        Did.ANSWERED,
        forms.ContentFormSchema,
        lambda typed: requests.Answer(typed.values["text"], typed.values["outcome"]),
        "content",
        content=True,
        warns=True,
    ),
    DeskAct(
        "return",
        "r",
        Did.RETURNED,
        forms.ReturnFormSchema,
        lambda typed: requests.Return(typed.values["reason"], typed.agency("suggestion")),
        "return",
    ),
    DeskAct(
        "reassign",
        "p",
        Did.REASSIGNED,
        forms.ReassignFormSchema,
        lambda typed: requests.Reassign(typed.agency("agency") or "", typed.values["note"]),
        "reassign",
    ),
)
BY_NAME = {act.name: act for act in ACTS}


def offered(case: Case, actor: Actor) -> list[DeskAct]:
    """Return what this person may do to the case now, in the order of the table."""
    return [act for act in ACTS if act.wish in POLICIES and isinstance(verdict(act.wish, case, actor), Allow)]
