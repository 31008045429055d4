"""What people decide is kept, once, without contact, and for a while; models come into force and go back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.classification import Classification, Suggested
from services.routing.usecases.suggesting import KeepDecisions, PutInForce, RollBack
from services.routing.usecases.suggesting import keep_decisions as module
from services.routing.usecases.suggesting.ports import Decided
from tests.unit.routing.builders import CITIZEN, NOON, code, received
from tests.unit.routing.catalogs import category, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS
from tests.unit.routing.suggestion.fakes import MemoryClassified, MemoryDecisions, MemoryModels
from tests.unit.routing.test_route_cases import RouteCases

LIGHTS = "ha-tang.chieu-sang"
YEAR = timedelta(days=365)


class Desk:
    """Cases that people classified, and the sweep over them."""

    def __init__(self) -> None:
        private = category("kin", publish="never")
        self.cases = MemoryCases()
        self.catalogs = MemoryCatalogs(snapshot(categories=[*snapshot()["categories"], private]))
        self.decisions, self.found = MemoryDecisions(), MemoryClassified(self.cases)

    def classify(self, number: int, by: str = "desk:truc-01", at=NOON, slug: str = LIGHTS, **facts) -> None:
        event = received(number, category=None, contact=CITIZEN, **facts)
        RouteCases(self.cases, self.catalogs, FixedClock(at), LINKS)([event])
        made = Classification(category=slug, area=None, urgency="normal", kind="report", by=by, at=at)
        guess = (Suggested(what="category", value=LIGHTS, confidence=0.6),)
        case = self.cases.by_code[code(number)]
        self.cases.by_code[code(number)] = replace(case, classified=made, suggested=guess)

    def sweep(self, now=NOON) -> list[str]:
        KeepDecisions(self.found, self.decisions, self.catalogs, FixedClock(now), YEAR)()
        return sorted(self.decisions.kept)


def test_a_persons_decision_is_kept_once_without_the_contact() -> None:
    desk = Desk()
    desk.classify(1, text="Đèn hỏng, gọi Nguyễn Văn An 0905 000 012 nhé.")
    assert desk.sweep() == desk.sweep(NOON + timedelta(minutes=1)) == [code(1)]
    kept = desk.decisions.kept[code(1)]
    assert (kept.category, kept.suggested, kept.confidence, kept.by) == (LIGHTS, LIGHTS, 0.6, "centre")
    assert "Đèn hỏng" in kept.text and "0905" not in kept.text and "Văn An" not in kept.text
    assert kept.expires_at == NOON + YEAR


def test_guesses_and_confidential_matters_are_not_learnt_from() -> None:
    desk = Desk()
    desk.classify(1, by="suggestion")
    desk.classify(2, private=True)
    desk.classify(3, slug="kin")
    assert desk.sweep() == []


def test_what_came_late_is_found_and_what_is_too_old_is_not() -> None:
    desk = Desk()
    desk.classify(1)
    desk.sweep()
    desk.classify(2, at=NOON - timedelta(minutes=5))  # another replica's clock
    desk.classify(3, at=NOON - 2 * YEAR)
    assert desk.sweep() == [code(1), code(2)]


def test_more_than_a_page_is_kept_in_one_turn(monkeypatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    desk = Desk()
    for number in range(1, 8):
        desk.classify(number, at=NOON + timedelta(seconds=number // 2))
    assert len(desk.sweep(NOON + timedelta(minutes=1))) == 7


def test_a_later_decision_takes_the_place_of_an_earlier_one() -> None:
    desk = Desk()
    desk.classify(1)
    desk.sweep()
    case = desk.cases.by_code[code(1)]
    later = replace(case.classified, category="y-te", at=NOON + timedelta(hours=1))
    desk.cases.by_code[code(1)] = replace(case, classified=later)
    desk.sweep(NOON + timedelta(hours=1))
    assert desk.decisions.kept[code(1)].category == "y-te"
    assert desk.decisions.agreement() == Decided(decided=1, suggested=1, agreed=0)


def document(top1: float, precision: float = 0.98):
    return {"figures": {}, "top1": top1, "precision": precision}


@pytest.mark.parametrize(
    ("new", "force", "taken"),
    [
        (document(0.80), False, True),
        (document(0.695), False, True),  # within the margin
        (document(0.68), False, False),  # worse at guessing
        (document(0.80, 0.95), False, False),  # or wrong where it would decide
        (document(0.10), True, True),  # somebody knows better
    ],
)
def test_a_worse_model_is_refused(new, force, taken) -> None:
    models = MemoryModels()
    put = PutInForce(models, FixedClock(NOON))
    assert put(document(0.70), dict) == 1
    if taken:
        assert put(new, dict, force=force) == 2
    else:
        with pytest.raises(Rejected) as refused:
            put(new, dict, force=force)
        assert refused.value.slug == "model-worse"
        assert models.pointer == 1


def test_rolling_back_takes_the_one_before_or_the_one_that_is_named() -> None:
    models = MemoryModels()
    for top1 in (0.6, 0.7, 0.8):
        models.put(document(top1), NOON)
    back = RollBack(models)
    assert [back(), back()] == [2, 1]
    assert back(3) == models.pointer == 3
    for wanted in (9, -1):
        with pytest.raises(Rejected, match="unknown-model"):
            back(wanted)
    models.put_back(1)
    with pytest.raises(Rejected, match="unknown-model"):
        back()
