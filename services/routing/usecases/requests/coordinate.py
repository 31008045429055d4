"""Other agencies contribute their parts to one answer."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Did
from services.routing.domain.catalog import BrokenCatalog
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling, unknown_agency


@dataclass(frozen=True, slots=True)
class Coordinate:
    """These agencies (slugs) are asked to contribute; `task` says what is asked."""

    agencies: tuple[str, ...]
    task: str


@dataclass(frozen=True, slots=True)
class Contribute:
    """A coordinating agency gives its part."""

    text: str


def coordinate(request: Coordinate, asked: Asked) -> Change:
    """Return the case with the parts asked for. Raises `Rejected`: unknown-agency, takes-part-already."""
    case, act = asked.case, asked.act
    taking_part = {case.current.agency, *(part.agency for part in case.parts if part.is_open_part)}
    parts = tuple(
        _part(slug, case.next_number + index, request.task, taking_part, asked)
        for index, slug in enumerate(dict.fromkeys(request.agencies))
    )
    after = acts.coordinate(case, act, parts)
    numbers = frozenset(part.number for part in parts)
    return Change(after, case_events.parts_assigned(after, numbers, asked.means.cause, asked.means.links), case)


def contribute(request: Contribute, asked: Asked) -> Change:
    """Return the case with the part in it. Raises `Rejected("no-part")`."""
    part = asked.case.part_of(asked.actor.agency)
    if part is None:
        raise Rejected("no-part", "Đơn vị không còn phần phối hợp nào.", "Your agency owes no part of this case.")
    after = acts.contribute(asked.case, asked.act, part, request.text)
    given = next(each for each in after.assignments if each.number == part.number)
    return Change(after, case_events.contributed(after, given, asked.means.cause), asked.case)


def _part(slug: str, number: int, task: str, taking_part: set[str], asked: Asked) -> Assignment:
    assigner = asked.means.assigner
    try:
        part = assigner.part(asked.case, slug, number, task, asked.act.at)
    except BrokenCatalog as error:
        raise unknown_agency(slug) from error
    if part.agency in taking_part or assigner.is_centre(part.agency):
        raise Rejected(
            "takes-part-already",
            f"{part.agency_name} đã tham gia xử lý phản ánh này.",
            f"{part.agency_name} takes part in this case already.",
        )
    return part


COORDINATE = Handling(Did.COORDINATED, coordinate)
CONTRIBUTE = Handling(Did.CONTRIBUTED, contribute)
