"""Whatever a broker does to a history, the portal ends the same, and never shows what is not public."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.events import Event
from services.publish.domain.case import Case
from tests.unit.publish.builders import CODE, CONDUCT, LIGHTS, PAPERS, Portal, a_case, a_catalog
from tests.unit.publish.ways import ways_of, withdrawn

OTHER = "2611231111118"
TEXTS = st.sampled_from(["Đèn hỏng, gọi anh An 0905 000 001", "Hồ sơ tối mật", "Đường ngập nước"])


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Two cases with one to three assignments and answers, some of them missing."""
    events: list[Event] = []
    for code in (CODE, OTHER):
        case = a_case(
            code,
            category=draw(st.sampled_from([LIGHTS, CONDUCT, PAPERS, "la.lam", None])),
            private=draw(st.booleans()),
            text=draw(TEXTS),
        )
        assignments = draw(st.integers(1, 3))
        events += [case.received(), *(case.routed(each) for each in range(1, assignments + 1))]
        for number in range(1, draw(st.integers(0, 3)) + 1):
            of = draw(st.integers(1, assignments))
            events.append(case.answered(number, of, answer=draw(TEXTS)))
        events += ways_of(code, draw(st.integers(1, assignments)), draw(TEXTS))
        events += [withdrawn(code)] if draw(st.booleans()) else []
    return draw(st.lists(st.sampled_from(events), unique_by=id, min_size=1, max_size=len(events)))


def shuffled_and_repeated(history: list[Event]) -> st.SearchStrategy[list[list[Event]]]:
    """Return the history in any order, events repeated, cut into batches."""
    again = st.lists(st.sampled_from(history), max_size=4)
    order = again.flatmap(lambda more: st.permutations([*history, *more]))
    return st.tuples(order, st.integers(1, 5)).map(
        lambda it: [it[0][at : at + it[1]] for at in range(0, len(it[0]), it[1])]
    )


def seen(portal: Portal) -> Any:
    """Return all that must not depend on the order: cases, what the public reads, and what was told."""
    cases = {code: comparable(each.case) for code, each in portal.cases.stored.items()}
    told = {(event.id, event.type, event.subject, key) for event, key in portal.cases.told}
    assert len(told) == len(portal.cases.told), "an event was told twice"
    return cases, portal.app.list_public().cases, told


def comparable(case: Case) -> Case:
    in_order = {name: dict(sorted(getattr(case, name).items())) for name in ("routings", "answers", "moments")}
    return replace(case, **in_order)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_shuffled_and_repeated_histories_end_the_same(data: st.DataObject) -> None:
    history = data.draw(histories())
    straight, shaken = Portal(), Portal()
    straight.app.on_cases(history)
    for part in data.draw(shuffled_and_repeated(history)):
        shaken.app.on_cases(part)
    assert seen(shaken) == seen(straight)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_the_catalogue_may_come_at_any_moment(data: st.DataObject) -> None:
    history = data.draw(histories())
    batches = data.draw(shuffled_and_repeated(history))
    at = data.draw(st.integers(0, len(batches)))
    straight, shaken = Portal(), Portal(None)
    straight.app.on_cases(history)
    for part in batches[:at]:
        shaken.app.on_cases(part)
    shaken.app.on_catalog([a_catalog()])
    for part in batches[at:]:
        shaken.app.on_cases(part)
    assert seen(shaken) == seen(straight)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_no_public_query_ever_shows_what_is_private_or_secret(data: st.DataObject) -> None:
    history = data.draw(histories())
    portal = Portal()
    for part in data.draw(shuffled_and_repeated(history)):
        portal.app.on_cases(part)
        shown = [*portal.app.list_public().cases, *portal.app.list_public("den").cases]
        for public in shown:
            case = portal.case(public.code)
            assert not case.received.private
            assert not case.is_withdrawn
            assert "mật" not in repr(public)
            assert "0905" not in repr(public) and "anh An" not in repr(public)
