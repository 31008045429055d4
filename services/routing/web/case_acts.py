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

    def agencies(self, field: str) -> tuple[str, ...]:
        """Return the short names of several agencies."""
        return tuple(self.names.agency_called(each) for each in self.values[field] if each.strip())

    def area(self, field: str) -> str | None:
        """Return the code of the area in a field, None where it was left empty."""
        return self.names.area_called(self.values[field]) if self.values[field] else None

    def content(self) -> dict[str, Any]:
        """Return what every kind of answer says."""
        names = ("text", "outcome", "scheduled_for", "proof")
        sources = tuple(dict.fromkeys(self.values["sources"]))
        return {**{name: self.values[name] for name in names}, "files": self.files, "sources": sources}


Making = Callable[[Typed], Any]


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One thing that can be done. `form` is the template part of its fields.

    `content`: it carries an answer; those acts share one form, with a button each. `warns`: the citizen will read it
    next, so an answer that says nothing is shown to its writer once more.
    """

    name: str
    key: str
    wish: Did
    schema: type[Schema]
    make: Making
    form: str
    content: bool = False
    warns: bool = False

    @property
    def group(self) -> str:
        """The form that the act is part of."""
        return "content" if self.content else self.name


def _content(name: str, key: str, wish: Did, make: Making, **more: Any) -> DeskAct:
    return DeskAct(name, key, wish, more.pop("schema", forms.ContentFormSchema), make, "content", content=True, **more)


def _plain(name: str, key: str, wish: Did, request: type) -> DeskAct:
    return DeskAct(name, key, wish, forms.NothingSchema, lambda _: request(), "nothing")


def _values(request: type) -> Making:
    """For requests whose fields are the form's."""
    return lambda typed: request(**typed.values)


ACTS: tuple[DeskAct, ...] = (
    _plain("accept", "n", Did.ACCEPTED, requests.Accept),
    _plain("forward", "g", Did.ROUTED, requests.Forward),
    DeskAct(
        "reassign",
        "p",
        Did.REASSIGNED,
        forms.ReassignFormSchema,
        lambda typed: requests.Reassign(typed.agency("agency") or "", typed.values["note"]),
        "reassign",
    ),
    DeskAct(
        "approve",
        "y",
        Did.APPROVED,
        forms.ApproveFormSchema,
        _values(requests.Approve),
        "approve",
    ),
    DeskAct("send_back", "k", Did.SENT_BACK, forms.SendBackFormSchema, _values(requests.SendBack), "send_back"),
    _content(
        "answer",
        "t",
        Did.ANSWERED,
        lambda typed: requests.Answer(**typed.content(), without_parts=typed.values["without_parts"]),
        warns=True,
    ),
    _content(
        "submit",
        "u",
        Did.SUBMITTED,
        lambda typed: requests.Submit(**typed.content(), without_parts=typed.values["without_parts"]),
        warns=True,
    ),
    _content(
        "draft",
        "d",
        Did.DRAFTED,
        lambda typed: requests.SaveDraft(**typed.content()),
        schema=forms.DraftFormSchema,
    ),
    DeskAct("uphold", "v", Did.UPHELD, forms.TextFormSchema, _values(requests.Uphold), "uphold"),
    DeskAct("contribute", "o", Did.CONTRIBUTED, forms.TextFormSchema, _values(requests.Contribute), "text"),
    DeskAct(
        "coordinate",
        "h",
        Did.COORDINATED,
        forms.CoordinateFormSchema,
        lambda typed: requests.Coordinate(typed.agencies("agencies"), typed.values["task"]),
        "coordinate",
    ),
    DeskAct("ask", "i", Did.ASKED, forms.AskFormSchema, _values(requests.AskCitizen), "ask"),
    _plain("resume", "s", Did.RESUMED, requests.Resume),
    DeskAct("extend", "x", Did.EXTENSION_ASKED, forms.ExtendFormSchema, _values(requests.AskExtension), "extend"),
    DeskAct("grant", "e", Did.EXTENDED, forms.GrantFormSchema, _values(requests.GrantExtension), "grant"),
    DeskAct("refuse", "f", Did.EXTENSION_REFUSED, forms.RefuseFormSchema, _values(requests.RefuseExtension), "refuse"),
    DeskAct("progress", "b", Did.PROGRESSED, forms.ProgressFormSchema, _values(requests.Progress), "progress"),
    DeskAct(
        "classify",
        "q",
        Did.CLASSIFIED,
        forms.ClassifyFormSchema,
        lambda typed: requests.Classify(**{**typed.values, "area": typed.area("area")}),
        "classify",
    ),
    _plain("take", "m", Did.TAKEN, requests.Take),
    _plain("release", "z", Did.RELEASED, requests.Release),
    DeskAct("merge", "w", Did.MERGED, forms.MergeFormSchema, _values(requests.Merge), "merge"),
    _plain("unmerge", "j", Did.UNMERGED, requests.Unmerge),
    DeskAct("note", "c", Did.NOTED, forms.NoteFormSchema, _values(requests.Note), "text"),
    DeskAct(
        "return",
        "r",
        Did.RETURNED,
        forms.ReturnFormSchema,
        lambda typed: requests.Return(typed.values["reason"], typed.agency("suggestion")),
        "return",
    ),
)
BY_NAME = {act.name: act for act in ACTS}


def offered(case: Case, actor: Actor, names: Names) -> list[DeskAct]:
    """Return what this person may do to the case now, in the order of the table."""
    there = (act for act in ACTS if act.wish in POLICIES)
    allowed = [act for act in there if isinstance(verdict(act.wish, case, actor), Allow)]
    return [act for act in allowed if act.name != "progress" or names.stages_after(case.category, case.stage)]
