"""Who may do what, written out: every act, in every situation a case can be in, by everybody there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.routing.domain.acts import Act, withdraw
from services.routing.domain.answering import Draft
from services.routing.domain.assignment import ExtensionRequest
from services.routing.domain.case import Case, Did, State
from services.routing.domain.policies import POLICIES, Actor, Allow, Refuse, verdict
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.requests import HANDLING, Accept, Answer, AskCitizen, Coordinate, Reassign, Return
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import HEALTH, LOCAL, NOON, OPERATOR, SHIFT_LEAD, code, officer, received
from tests.unit.routing.catalogs import CALENDAR, FARMING, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS

#: Letters of the table below. The last four may do nothing to any case.
PEOPLE = {
    "o": OPERATOR,
    "s": SHIFT_LEAD,
    "f": officer(LOCAL),
    "h": Actor("desk:lanh-dao-phuong", LOCAL, "agency_leader"),
    "y": Actor(f"agency:{LOCAL}", LOCAL),
    "p": officer(HEALTH),  # has a part, where there are parts
    "x": officer(FARMING),
    "e": Actor("desk:bien-tap", None, "editor"),
    "a": Actor("desk:quan-tri", None, "administrator"),
    "l": Actor("desk:lanh-dao-tinh", None, "leader"),
}

#: The columns of the table: at the centre, then with the ward, which is the lead; then done with.
SITUATIONS = ["triage", "held", "asked_by_centre", "returned_too_often", "reopened"]
SITUATIONS += ["routed", "accepted", "asked", "binding", "extension", "submitted", "answered", "merged", "withdrawn"]
#: A dash: nobody.
TABLE = """
                 triage held askedc retd reop | routed accept asked  bind   extend submit answer merged taken
accepted         -      -    -      -    -    | fhyp   p      fhyp   fhy    fhyp   fhyp   -      -      -
returned         -      -    -      -    -    | fhy    fhy    fhy    -      fhy    fhy    -      -      -
answered         os     os   os     s    s    | fhy    fhy    fhy    fhy    fhy    hy     -      -      -
drafted          -      -    -      -    -    | fhy    fhy    fhy    fhy    fhy    h      -      -      -
submitted        -      -    -      -    -    | fhy    fhy    fhy    fhy    fhy    h      -      -      -
sent_back        -      -    -      -    -    | -      -      -      -      -      h      -      -      -
approved         -      -    -      -    -    | -      -      -      -      -      h      -      -      -
contributed      -      -    -      -    -    | p      p      p      -      p      p      -      -      -
progressed       -      -    -      -    -    | fhy    fhy    fhy    fhy    fhy    fhy    -      -      -
asked            os     os   -      s    s    | fhy    fhy    -      fhy    fhy    fhy    -      -      -
resumed          -      -    os     -    -    | -      -      fhy    -      -      -      -      -      -
extension_asked  -      -    -      -    -    | fhyp   fhyp   fhyp   fhy    p      fhyp   -      -      -
coordinated      -      -    -      -    -    | osfhy  osfhy  osfhy  osfhy  osfhy  osfhy  -      -      -
reassigned       os     os   os     s    s    | s      s      s      s      s      s      -      -      -
routed           -      os   -      -    -    | -      -      -      -      -      -      -      -      -
classified       os     os   os     s    s    | s      s      s      s      s      s      -      -      -
extended         -      -    -      -    -    | -      -      -      -      s      -      -      -      -
extension_refused -     -    -      -    -    | -      -      -      -      s      -      -      -      -
upheld           -      -    -      -    s    | -      -      -      -      -      -      -      -      -
noted            os     os   os     os   os   | osfhyp osfhyp osfhyp osfhy  osfhyp osfhyp osfhyp osfhy  osfhyp
taken            os     os   os     s    s    | fhy    fhy    fhy    fhy    fhy    fhy    -      -      -
released         os     os   os     s    s    | fhy    fhy    fhy    fhy    fhy    fhy    -      -      -
"""
#: Joining cases has its own tests: two cases are asked about.
ELSEWHERE = {Did.MERGED, Did.UNMERGED}
LINES = [line.replace("|", "").split() for line in TABLE.strip().splitlines()[1:]]
ROWS = {wish: allowed for wish, *allowed in LINES}


class Desk:
    """One case of the ward's, one at the centre, one that is held."""

    def __init__(self) -> None:
        self.cases, self.clock = MemoryCases(), FixedClock(NOON)
        catalogs = MemoryCatalogs(snapshot())
        RouteCases(self.cases, catalogs, self.clock, LINKS)([received(1), received(2, category=None)])
        sundays = MemoryCatalogs(snapshot(calendar={**CALENDAR, "forwarding": {"sun": [["07:00", "11:00"]]}}))
        RouteCases(self.cases, sundays, self.clock, LINKS)([received(3)])
        self.acting = ActOnCase(self.cases, catalogs, self.clock, LINKS)

    def after(self, number: int, *steps: tuple[Actor, object]) -> Case:
        for actor, request in steps:
            self.acting(code(number), request, actor)
        return replace(self.cases.by_code[code(number)], assignee="desk:ai-do")


def situations() -> dict[str, Case]:
    """Return one case in each situation, brought there by what people do wherever that is possible."""
    asking, parting = AskCitizen("Ở đâu?"), (OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    officer_, farmers = PEOPLE["f"], officer(FARMING)
    to_farmers, back = Reassign(FARMING), Return("Không phải.")
    routed = Desk().after(1, parting)
    twice = [(officer_, back), (OPERATOR, to_farmers), (farmers, back)]
    answered = Desk().after(1, parting, (officer_, Answer("Đã sửa.", "fixed", without_parts="Việc khẩn.")))
    wanted = ExtensionRequest(due_at=NOON + timedelta(days=9), reason="Chờ.", by="desk:can-bo", at=NOON)
    draft = Draft(text="Đã sửa.", outcome="fixed", by="desk:can-bo", at=NOON, submitted_at=NOON)
    return {
        "triage": Desk().after(2),
        "held": Desk().after(3),
        "asked_by_centre": Desk().after(2, (OPERATOR, asking)),
        "returned_too_often": Desk().after(1, *twice),
        "reopened": replace(Desk().after(2), state=State.REOPENED),
        "routed": routed,
        "accepted": Desk().after(1, parting, (officer_, Accept())),
        "asked": Desk().after(1, parting, (officer_, asking)),
        "binding": Desk().after(1, *twice, (SHIFT_LEAD, Reassign(LOCAL))),
        "extension": replace(routed, assignments=routed.revised(replace(routed.current, extension=wanted))),
        "submitted": replace(routed, assignments=routed.revised(replace(routed.current, approval=True)), draft=draft),
        "answered": answered,
        "withdrawn": withdraw(routed, Act("w", "citizen", NOON), ""),
        "merged": replace(Desk().after(1), state=State.MERGED, merged_into=code(9)),
    }


CASES = situations()


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("wish", ROWS)
def test_who_may_do_what_is_as_it_is_written_here(wish: str, situation: str) -> None:
    verdicts = {letter: verdict(Did(wish), CASES[situation], actor) for letter, actor in PEOPLE.items()}
    allowed = "".join(letter for letter, said in verdicts.items() if isinstance(said, Allow))
    assert allowed == ROWS[wish][SITUATIONS.index(situation)].replace("-", "")
    refused = [said for said in verdicts.values() if isinstance(said, Refuse)]
    assert all(said.slug and said.vi and said.en for said in refused)


def test_everything_that_can_be_asked_for_is_in_the_table() -> None:
    assert {Did(wish) for wish in ROWS} == POLICIES.keys() - ELSEWHERE
    assert {handling.wish for handling in HANDLING.values()} <= POLICIES.keys()


def test_every_state_of_a_case_is_in_the_table() -> None:
    assert {case.state for case in CASES.values()} == set(State)
    assert set(SITUATIONS) == CASES.keys()
