"""Suggesting while somebody types, and classifying, over the desk's API."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.routing.domain.case import State
from services.routing.domain.suggestion import Thresholds
from services.routing.usecases.suggesting import KeepDecisions, PutInForce, RollBack, Suggest
from services.routing.wiring.suggesting import Suggesting, SuggestionStore
from tests.unit.routing.builders import code
from tests.unit.routing.catalogs import LOCAL
from tests.unit.routing.site import DeskSite
from tests.unit.routing.suggestion.fakes import MemoryClassified, MemoryDecisions, MemoryModels, StubModel

LIGHTS = "ha-tang.chieu-sang"
ABOUT = {"category": LIGHTS, "area": "23575", "urgency": "normal", "kind": "report"}


def suggesting(desk: DeskSite, model: Any) -> Suggesting:
    """Return suggesting in memory, with a model or without."""
    store = SuggestionStore(models=MemoryModels(model), decisions=MemoryDecisions(), cases=MemoryClassified(desk.cases))
    catalogs, year = desk.application.catalogs, timedelta(days=365)
    return Suggesting(
        suggest=Suggest(store.models, catalogs, desk.clock, Thresholds(category=0.9, area=0.9)),
        keep_decisions=KeepDecisions(store.cases, store.decisions, catalogs, desk.clock, year),
        put_in_force=PutInForce(store.models, desk.clock),
        roll_back=RollBack(store.models),
        store=store,
    )


@pytest.fixture
def desk():
    return with_model(StubModel((LIGHTS, 0.8), ("y-te", 0.15), ("thien-tai", 0.005)))


def with_model(model: Any) -> DeskSite:
    site = DeskSite()
    site.app.extensions["routing"] = replace(site.application, suggesting=suggesting(site, model))
    return site


def ask(desk: DeskSite, who: str, **query: str) -> Any:
    headers = {"Authorization": f"Bearer {desk.tokens[who]}"}
    return desk.app.test_client().get("/api/desk/suggestions", query_string=query, headers=headers)


def test_an_operator_who_types_is_shown_categories_and_places(desk) -> None:
    shown = ask(desk, "operator", text="Đèn hỏng ở phường Tây Sơn Pleiku").json
    assert shown == {
        "categories": [
            {"slug": LIGHTS, "name": LIGHTS, "confidence": 0.8},
            {"slug": "y-te", "name": "y-te", "confidence": 0.15},
        ],
        "areas": [
            {
                "code": "23575",
                "name": "Phường Pleiku",
                "confidence": 0.994,
                "written": "phường Tây Sơn",
                "said": "Phường Tây Sơn",
            }
        ],
        "caution": False,
    }
    assert ask(desk, "operator", text="tôi muốn tố cáo").json["caution"] is True


def test_places_are_read_without_a_model_too() -> None:
    shown = ask(with_model(None), "operator", text="", address="P. Tây Sơn, tp Pleiku").json
    assert (shown["categories"], [each["code"] for each in shown["areas"]]) == ([], ["23575"])
    assert ask(DeskSite(), "operator", text="phường Pleiku").json["areas"] == []  # wired without suggesting


@pytest.mark.parametrize(("who", "status"), [("operator", 200), ("ward", 403), ("leader", 403)])
def test_only_the_centre_is_shown_suggestions_and_classifies(desk, who, status) -> None:
    assert ask(desk, who, text="đèn").status_code == status
    assert desk.call(who, "POST", f"/{code(4)}/classify", json=ABOUT).status_code == status


def test_a_long_text_is_refused(desk) -> None:
    assert ask(desk, "operator", address="a" * 501).status_code == 422


def test_a_case_in_triage_that_is_classified_goes_where_the_rules_say(desk) -> None:
    answer = desk.call("operator", "POST", f"/{code(4)}/classify", json={**ABOUT, "note": "Gọi hỏi rồi."})
    assert (answer.status_code, answer.json["state"], answer.json["agency"]) == (200, "routed", LOCAL)
    case = desk.cases.by_code[code(4)]
    assert case.current.trace[0] == f"Trung tâm phân loại: lĩnh vực “{LIGHTS}”, địa bàn Phường Pleiku."
    assert [entry.note for entry in case.history if entry.did == "classified"] == ["Gọi hỏi rồi."]
    assert [event.type for event in desk.cases.events[-2:]] == ["case.classified", "case.routed"]


def test_with_keep_at_centre_it_stays(desk) -> None:
    answer = desk.call("operator", "POST", f"/{code(4)}/classify", json={**ABOUT, "keep_at_centre": True})
    assert (answer.status_code, answer.json["state"]) == (200, "triage")
    assert desk.cases.by_code[code(4)].category == LIGHTS


def test_what_no_rule_takes_stays_in_triage(desk) -> None:
    about = {**ABOUT, "category": "khong-quy-tac"}
    assert desk.call("operator", "POST", f"/{code(4)}/classify", json=about).status_code == 200
    assert desk.cases.by_code[code(4)].state is State.TRIAGE


@pytest.mark.parametrize(
    ("wrong", "slug"),
    [
        ({"category": "khong-co"}, "unknown-category"),
        ({"category": "ha-tang"}, "unknown-category"),  # a branch says too little
        ({"area": "1"}, "unknown-area"),
    ],
)
def test_what_the_catalogue_does_not_have_is_refused(desk, wrong, slug) -> None:
    answer = desk.call("operator", "POST", f"/{code(4)}/classify", json={**ABOUT, **wrong})
    assert (answer.status_code, answer.json["slug"]) == (409, slug)
    assert desk.cases.by_code[code(4)].classified is None


def test_classifying_twice_with_one_key_is_done_once(desk) -> None:
    for _ in range(2):
        answer = desk.call("operator", "POST", f"/{code(4)}/classify", json=ABOUT, headers={"Idempotency-Key": "k-1"})
        assert answer.status_code == 200
    assert [event.type for event in desk.cases.events].count("case.classified") == 1
