"""A case without category or area: when the guess decides, and when only a person does."""

from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.routing.domain.case import Did, State
from services.routing.domain.suggestion import Thresholds
from services.routing.usecases.forward_held import ForwardHeld
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.suggesting import Suggest
from tests.unit.routing.builders import NOON, code, received
from tests.unit.routing.catalogs import CALENDAR_WITH_FORWARDING, CENTRE, HEALTH, LOCAL, category, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS
from tests.unit.routing.suggestion.fakes import MemoryModels, StubModel

LIGHTS, THRESHOLDS = "ha-tang.chieu-sang", Thresholds(category=0.9, area=0.9)
SURE = ((LIGHTS, 0.95), ("ha-tang.cay-xanh", 0.03), ("y-te", 0.02))
WARD = "phường Pleiku"
LUNCH = NOON + timedelta(hours=2, minutes=30)


class Desk:
    """Routing with a model that guesses what a test wants."""

    def __init__(self, *guesses, thresholds=THRESHOLDS, at=NOON, **catalogue):
        self.cases, self.catalogs = MemoryCases(), MemoryCatalogs(snapshot(**catalogue))
        self.model = StubModel(*(guesses or SURE))
        self.models, self.clock = MemoryModels(self.model), FixedClock(at)
        suggest = Suggest(self.models, self.catalogs, self.clock, thresholds)
        self.route = RouteCases(self.cases, self.catalogs, self.clock, LINKS, suggest=suggest)

    def case(self, **facts):
        self.route([received(1, **{"category": None, "area": None, "address": WARD, **facts})])
        return self.cases.by_code[code(1)]


def test_a_sure_guess_routes_the_case_and_says_so_everywhere() -> None:
    desk = Desk()
    case = desk.case()
    assert (case.state, case.current.agency, case.category, case.area) == (State.ROUTED, LOCAL, LIGHTS, "23575")
    assert case.submission.category is None
    assert (case.classified.by, case.classified.confidence) == ("suggestion", 0.95)
    assert [(entry.did, entry.by) for entry in case.history] == [
        (Did.CLASSIFIED, "suggestion"),
        (Did.ROUTED, "rule"),
    ]
    assert case.current.trace[:2] == (
        f"Lĩnh vực “{LIGHTS}” do hệ thống gợi ý từ nội dung (độ tin cậy 95%).",
        "Địa bàn Phường Pleiku đọc được từ “phường Pleiku” (độ tin cậy 97%).",
    )
    (told,) = desk.cases.told("case.classified")
    assert (told.category, told.area, told.by, told.classified_at) == (LIGHTS, "23575", "suggestion", NOON)
    (routed,) = desk.cases.told("case.routed")
    assert (routed.category, routed.area) == (LIGHTS, "23575")
    assert [event.type for event in desk.cases.events] == ["case.classified", "case.routed"]
    assert [(each.what, each.value) for each in case.suggested] == [
        ("category", LIGHTS),
        ("category", "ha-tang.cay-xanh"),
        ("category", "y-te"),
        ("area", "23575"),
    ]


def test_below_the_threshold_a_person_decides_with_the_guesses_before_them() -> None:
    case = Desk((LIGHTS, 0.89), ("y-te", 0.1)).case()
    assert (case.state, case.current.agency, case.classified) == (State.TRIAGE, CENTRE, None)
    assert [each.value for each in case.suggested] == [LIGHTS, "y-te", "23575"]
    assert case.current.trace[0] == (
        f"Hệ thống không tự phân loại: gợi ý “{LIGHTS}” có độ tin cậy 89%, dưới ngưỡng 90%."
    )


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"private": True}, "người dân đề nghị giữ kín"),
        ({"urgency": "urgent"}, "phản ánh khẩn"),
        ({"text": "Tôi tố cáo ông A nhận tiền thắp đèn."}, "khiếu nại, tố cáo"),
        ({"title": "To cao", "text": "den hong"}, "khiếu nại, tố cáo"),  # the title counts too
    ],
)
def test_what_is_confidential_or_urgent_is_never_decided_alone(facts, why) -> None:
    desk = Desk()
    case = desk.case(**facts)
    assert (case.state, case.classified) == (State.TRIAGE, None)
    assert why in case.current.trace[0]
    assert case.suggested and desk.cases.told("case.classified") == []


@pytest.mark.parametrize("policy", [{"publish": "never"}, {"identity": "name_phone"}])
def test_confidential_categories_are_never_decided_alone(policy) -> None:
    categories = [each for each in snapshot()["categories"] if each["slug"] != LIGHTS]
    case = Desk(categories=[*categories, category(LIGHTS, **policy)]).case()
    assert case.classified is None and "cần người xem xét" in case.current.trace[0]


@pytest.mark.parametrize("said", [{"category": None, "area": None}, {"category": LIGHTS, "area": "23575"}])
def test_what_intake_doubts_goes_to_the_centre_with_the_reasons_whatever_it_says(said) -> None:
    case = Desk().case(**said, doubts=("busy-person", "too-fast"))
    assert (case.state, case.current.agency, case.current.triage, case.classified) == (
        State.TRIAGE,
        CENTRE,
        True,
        None,
    )
    why = "cùng một người gửi dồn dập; biểu mẫu được gửi quá nhanh"
    assert case.current.trace == (f"Cần người xem trước: {why}; Trung tâm 1022 xem xét và phân công.",)


def test_a_guess_can_be_forbidden_to_decide() -> None:
    case = Desk(thresholds=Thresholds(category=0.9, area=0.9, decides=False)).case()
    assert (case.state, case.classified, len(case.suggested)) == (State.TRIAGE, None, 4)


def test_where_only_the_place_is_missing_it_is_read_from_the_address() -> None:
    desk = Desk(("y-te", 0.99))
    case = desk.case(category=LIGHTS, address="p. Tây Sơn, Pleiku")  # an old name
    assert (case.category, case.area, case.current.agency) == (LIGHTS, "23575", LOCAL)
    assert case.classified.confidence == pytest.approx(0.994)
    assert [each.what for each in case.suggested] == ["area"]


def test_a_sure_category_without_a_place_is_routed_as_far_as_the_rules_go() -> None:
    case = Desk(("y-te", 0.99)).case(address=None, text="Khám bệnh chờ lâu.")
    assert (case.category, case.area, case.current.agency) == ("y-te", None, HEALTH)
    case = Desk().case(address="đâu đó", text="Tối quá.")
    assert (case.category, case.area, case.state) == (LIGHTS, None, State.TRIAGE)


def test_what_says_category_and_place_is_not_looked_at() -> None:
    desk = Desk()
    case = desk.case(category="y-te", area="23575")
    assert (case.current.agency, case.suggested, desk.model.asked) == (HEALTH, (), [])


def test_without_a_model_everything_goes_as_before() -> None:
    desk = Desk()
    desk.models.model = None
    case = desk.case()
    assert (case.state, case.classified, case.suggested) == (State.TRIAGE, None, ())
    assert case.current.trace[0] == "Chưa biết lĩnh vực."


def test_a_model_that_fails_costs_nobody_an_answer() -> None:
    desk = Desk()
    desk.model.guesses = None
    assert desk.case().state is State.TRIAGE


def test_a_category_that_has_ended_is_never_suggested() -> None:
    categories = [*snapshot()["categories"], category("cu", valid_to="2025-06-30")]
    case = Desk(("cu", 0.97), (LIGHTS, 0.02), categories=categories).case()
    assert "cu" not in [each.value for each in case.suggested]


def test_a_case_that_is_held_leaves_as_it_was_taken_to_be() -> None:
    desk = Desk(at=LUNCH, calendar=CALENDAR_WITH_FORWARDING)
    case = desk.case(received_at=LUNCH)
    assert (case.state, case.category) == (State.HELD, LIGHTS)
    assert [told.category for told in desk.cases.told("case.classified")] == [LIGHTS]
    ForwardHeld(desk.cases, desk.catalogs, FixedClock(case.forward_at), LINKS)()
    assert desk.cases.by_code[code(1)].current.agency == LOCAL
    assert desk.cases.told("case.routed")[0].category == LIGHTS


def test_a_case_received_twice_is_classified_once() -> None:
    desk = Desk()
    event = received(1, category=None, area=None, address=WARD)
    desk.route([event])
    desk.route([event])
    assert [each.type for each in desk.cases.events] == ["case.classified", "case.routed"]
