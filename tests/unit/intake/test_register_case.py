"""The use case behind every channel."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.adapters.public_holidays import public_holiday
from services.intake.usecases.look_up_reference import LookUpReference
from services.intake.usecases.register_case import CaseRegistrar, RegisterCase
from services.kit.clock import FixedClock
from services.kit.failures import Rejected, Retryable
from tests.unit.intake.fakes import MONDAY, FixedCatalog, InMemoryCases, ScriptedChance, SlowCases

A_CASE = RegisterCase(channel="web", client_key="k1", text="Đèn đường hỏng trước số 12 Hùng Vương.")


class World:
    """A registrar and everything around it."""

    def __init__(self, cases: InMemoryCases | None = None, chance: ScriptedChance | None = None) -> None:
        self.cases = cases or InMemoryCases()
        self.clock = FixedClock(MONDAY)
        self.catalog = FixedCatalog()
        self.slept: list[float] = []
        look_up = LookUpReference(self.catalog, public_holiday)
        self.registrar = CaseRegistrar(
            self.cases, look_up, normalise_phone, self.clock, chance or ScriptedChance(), self.slept.append
        )


def refusal(world: World, **changes: object) -> Rejected:
    with pytest.raises(Rejected) as caught:
        world.registrar.register(replace(A_CASE, **changes))
    assert world.cases.stored == {}
    return caught.value


def test_a_case_is_stored_with_a_code_of_its_local_day() -> None:
    world = World()
    world.clock.at = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)  # half past midnight in Việt Nam
    receipt = world.registrar.register(A_CASE)
    assert receipt.code.startswith("261201")
    assert world.cases.stored[receipt.code].data.text == A_CASE.text


def test_without_a_contact_the_pin_is_random_and_nothing_is_made_up() -> None:
    world = World(chance=ScriptedChance(482917, 7))
    receipt = world.registrar.register(A_CASE)
    data = world.cases.stored[receipt.code].data
    # The code is drawn after the pin.
    assert re.fullmatch(r"\d{4}", receipt.pin)
    assert data.contact is None
    assert (data.share_contact, data.private) == (False, False)


def test_with_a_telephone_the_pin_is_its_end() -> None:
    world = World()
    receipt = world.registrar.register(replace(A_CASE, phone="0905 000 012", name=" Nguyễn  Văn An "))
    contact = world.cases.stored[receipt.code].data.contact
    assert receipt.pin == "0012"
    assert contact is not None
    assert (contact.name, contact.phone) == ("Nguyễn Văn An", "+84905000012")


def test_the_same_key_with_the_same_content_is_the_same_case() -> None:
    world = World()
    first = world.registrar.register(A_CASE)
    world.clock.at += timedelta(hours=1)
    again = world.registrar.register(A_CASE)
    assert again == replace(first, replay=True)
    assert len(world.cases.stored) == 1


def test_the_same_key_with_other_content_is_refused() -> None:
    world = World()
    world.registrar.register(A_CASE)
    with pytest.raises(Rejected) as caught:
        world.registrar.register(replace(A_CASE, text="Một việc hoàn toàn khác."))
    assert caught.value.slug == "idempotency-key-reused"
    assert len(world.cases.stored) == 1


def test_the_same_key_on_another_channel_is_another_case() -> None:
    world = World()
    world.registrar.register(A_CASE)
    world.registrar.register(replace(A_CASE, channel="hotline"))
    assert len(world.cases.stored) == 2


def test_a_case_that_is_just_being_stored_is_waited_for() -> None:
    world = World(SlowCases())
    first = world.registrar.register(A_CASE)
    assert world.registrar.register(A_CASE).code == first.code
    assert len(world.slept) == 2


def test_a_code_that_is_taken_is_drawn_again() -> None:
    # pin, code; pin, the same code, another code
    world = World(chance=ScriptedChance(5, 5, 5, 5, 6))
    first = world.registrar.register(A_CASE)
    second = world.registrar.register(replace(A_CASE, client_key="k2"))
    assert first.code != second.code
    assert len(world.cases.stored) == 2


def test_when_no_code_is_free_the_channel_may_try_later() -> None:
    world = World(chance=ScriptedChance(*[5] * 50))
    world.registrar.register(A_CASE)
    with pytest.raises(Retryable):
        world.registrar.register(replace(A_CASE, client_key="k2"))


def test_all_faults_are_told_at_once_and_nothing_is_stored() -> None:
    error = refusal(World(), text="ngắn", phone="1022", category="khong-co")
    assert error.slug == "text-too-short"
    assert [(each["pointer"], each["slug"]) for each in error.details["errors"]] == [
        ("#/text", "text-too-short"),
        ("#/category", "unknown-category"),
        ("#/contact/phone", "phone-is-service-number"),
    ]


@pytest.mark.parametrize("key", ["", "k" * 201, "a\nb"])
def test_a_client_key_must_be_a_key(key: str) -> None:
    assert refusal(World(), client_key=key).slug == "client-key-not-valid"


def test_a_category_may_need_a_telephone_unless_it_is_urgent() -> None:
    assert refusal(World(), category="buu-chinh.phan-anh").slug == "phone-required"
    World().registrar.register(replace(A_CASE, category="buu-chinh.phan-anh", urgency="urgent"))


def test_the_kind_comes_from_the_category_unless_it_is_said() -> None:
    world = World()
    service = world.registrar.register(replace(A_CASE, category="buu-chinh.phan-anh", phone="0905000012"))
    praise = world.registrar.register(replace(A_CASE, client_key="k2", kind="praise"))
    plain = world.registrar.register(replace(A_CASE, client_key="k3"))
    kinds = [world.cases.stored[each.code].data.kind for each in (service, praise, plain)]
    assert kinds == ["service", "praise", "report"]


@pytest.mark.parametrize(
    ("phone", "caller", "kept"),
    [
        ("", "0905000012", "+84905000012"),  # the network knows the number
        ("0905000034", "0905000012", "+84905000034"),  # the caller wants to be called elsewhere
        ("", "1022", None),  # a transferred call shows the switchboard
        ("", "anonymous", None),  # a hidden number is no reason to refuse a citizen
    ],
)
def test_what_the_caller_says_wins_over_what_the_network_shows(phone: str, caller: str, kept: str | None) -> None:
    world = World()
    receipt = world.registrar.register(replace(A_CASE, channel="hotline", phone=phone, caller=caller))
    contact = world.cases.stored[receipt.code].data.contact
    assert (contact.phone if contact else None) == kept


def test_the_operator_is_noted_beside_the_case_and_never_in_its_event() -> None:
    world = World()
    receipt = world.registrar.register(replace(A_CASE, channel="hotline", filed_by="truc-01"))
    stored = world.cases.stored[receipt.code]
    assert stored.filed_by == "truc-01"
    assert "truc-01" not in repr(stored.data)


def test_at_night_the_receipt_says_when_the_case_will_be_looked_at() -> None:
    world = World()
    assert world.registrar.register(A_CASE).open_now
    world.clock.at = datetime(2026, 12, 4, 16, 30, tzinfo=UTC)  # Friday, half past eleven at night
    late = world.registrar.register(replace(A_CASE, client_key="k2"))
    assert not late.open_now
    assert late.looked_at_from == datetime(2026, 12, 7, 0, 0, tzinfo=UTC)


def test_without_a_catalogue_nothing_is_accepted() -> None:
    world = World()
    world.catalog.snapshot = None
    with pytest.raises(Retryable):
        world.registrar.register(A_CASE)


def test_a_new_catalogue_is_used_at_once() -> None:
    world = World()
    world.catalog.snapshot = {**FixedCatalog().snapshot, "categories": []}
    assert refusal(world, category="ha-tang.giao-thong").slug == "unknown-category"
