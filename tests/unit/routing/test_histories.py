"""Whatever is repeated, however it is cut into batches and mixed with other cases: the same cases in the end."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_replies import TakeReplies
from tests.unit.routing.builders import NOON, accepts, answers, received, returns
from tests.unit.routing.catalogs import HEALTH, LOCAL, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.links import LINKS

CASES = 4
CATALOGS = MemoryCatalogs(snapshot())
RECEIVED = [received(number, category="y-te" if number % 2 else "ha-tang.chieu-sang") for number in range(CASES)]


class World:
    """Routing in memory with a clock that stands still, so that only the order can make a difference."""

    def __init__(self) -> None:
        self.cases, self.rejections = MemoryCases(), MemoryRejections()
        self.route = RouteCases(self.cases, CATALOGS, FixedClock(NOON), LINKS)
        self.take = TakeReplies(self.cases, CATALOGS, self.rejections, FixedClock(NOON + timedelta(hours=1)), LINKS)

    def play(self, batches):
        """Handle batches of events or messages; one of both kinds is split, as two queues are."""
        for batch in batches:
            events = [each for each in batch if isinstance(each, Event)]
            messages = [each for each in batch if not isinstance(each, Event)]
            if events:
                self.route(events)
            if messages:
                self.take(messages)
        return self

    def outcome(self):
        """What is known in the end, without the marks of how it was batched."""
        cases = {
            code: (case.state, case.assignments, case.history, case.answer) for code, case in self.cases.by_code.items()
        }
        told = sorted((event.id, event.type, event.subject) for event in self.cases.events)
        refused = sorted((id_, each.event.data.slug) for id_, each in self.rejections.by_id.items())
        return cases, told, refused


@st.composite
def replies_of(draw, number):
    """Return some replies about one case, right and wrong ones, in the order the agencies sent them."""
    makers = st.sampled_from([accepts, answers, returns])
    chosen = draw(st.lists(st.tuples(makers, st.sampled_from([LOCAL, HEALTH])), max_size=5))
    return [make(number, by=agency, id_=f"{number}-{n}") for n, (make, agency) in enumerate(chosen)]


def one_by_one(history):
    return [[each] for each in history]


@st.composite
def cut(draw, history):
    """Return the history cut into batches of any size."""
    batches, rest = [], list(history)
    while rest:
        size = draw(st.integers(1, len(rest)))
        batches.append(rest[:size])
        rest = rest[size:]
    return batches


@st.composite
def repeated(draw, history):
    """Return the history with some things delivered again, any time after they first came."""
    again = list(history)
    for each in history:
        for _ in range(draw(st.integers(0, 2))):
            again.insert(draw(st.integers(again.index(each) + 1, len(again))), each)
    return again


@st.composite
def interleaved(draw, histories):
    """Return one history in which each of several keeps its own order."""
    queues, merged = [list(each) for each in histories if each], []
    while queues:
        queue = draw(st.sampled_from(queues))
        merged.append(queue.pop(0))
        queues = [each for each in queues if each]
    return merged


@given(st.data())
def test_repetitions_batches_and_other_cases_make_no_difference(data):
    per_case = [[RECEIVED[number], *data.draw(replies_of(number))] for number in range(CASES)]
    in_turn = World().play(one_by_one(each for history in per_case for each in history)).outcome()
    mixed = data.draw(repeated(data.draw(interleaved(per_case))))
    assert World().play(data.draw(cut(mixed))).outcome() == in_turn


@given(st.permutations(RECEIVED), st.data())
def test_cases_may_come_in_any_order_any_number_of_times(shuffled, data):
    plain = World().play([RECEIVED]).outcome()
    assert World().play(data.draw(cut(data.draw(repeated(shuffled))))).outcome() == plain


@given(st.data())
def test_a_case_is_answered_at_most_once_and_always_has_somebody_responsible(data):
    per_case = [[RECEIVED[number], *data.draw(replies_of(number))] for number in range(CASES)]
    world = World().play(data.draw(cut(data.draw(interleaved(per_case)))))
    answered = [told.code for told in world.cases.told("case.answered")]
    assert len(answered) == len(set(answered))
    assert all(case.current.agency for case in world.cases.by_code.values())
