"""Who sees what of a case."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.intake.usecases.ports import Progress
from services.kit.events import Attachment
from tests.unit.intake.fakes import CATALOG
from tests.unit.intake.open311.mobile_world import KEY, KEYS, LAMP, MobileWorld, mobile_world

SECRET = ("description", "address", "media_url")


def filed(world: MobileWorld, **changes: Any) -> tuple[str, str]:
    """File a case and return its code and digits."""
    code = world.file(**changes).json[0]["service_request_id"]
    return code, world.cases.stored[code].data.pin


def shown(world: MobileWorld, code: str, **claim: str) -> Any:
    return world.get(f"/requests/{code}.json", **claim).json[0]


def test_a_stranger_sees_status_and_about_where() -> None:
    world = mobile_world()
    code, _ = filed(world)
    seen = shown(world, code)
    assert [seen[name] for name in SECRET] == [None] * 3
    assert (seen["lat"], seen["long"]) == (13.983, 108.0)
    assert (seen["status"], seen["service_code"]) == ("open", "ha-tang.chieu-sang")
    assert "Hùng Vương" not in world.get("/requests.json").text


def test_whoever_has_the_digits_sees_everything() -> None:
    world = mobile_world()
    code, pin = filed(world)
    photo = Attachment(
        id="f1", name="den.jpg", media_type="image/jpeg", kind="image", size=5, sha256="0" * 64, caution=None
    )
    case = world.cases.stored[code]
    world.cases.stored[code] = replace(case, data=replace(case.data, attachments=(photo,)))
    seen = shown(world, code, pin=pin)
    assert (seen["description"], seen["address"]) == (LAMP["description"], LAMP["address_string"])
    assert (seen["lat"], seen["long"]) == (13.98331, 108.00012)
    assert seen["media_url"].startswith("http://intake.test/tep/f1/xem?cho=")


def test_wrong_digits_show_what_strangers_see() -> None:
    world = mobile_world()
    code, pin = filed(world)
    assert shown(world, code, pin="0000" if pin != "0000" else "1111")["description"] is None


def test_digits_cannot_be_guessed_in_an_hour_and_the_right_ones_work_again_after_it() -> None:
    world = mobile_world()
    code, pin = filed(world)
    wrong = "0000" if pin != "0000" else "1111"
    statuses = [world.get(f"/requests/{code}.json", pin=wrong).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    assert world.get(f"/requests/{code}.json", pin=pin).status_code == 429
    assert world.get(f"/requests/{code}.json").status_code == 200
    world.clock.at += timedelta(hours=2)
    assert shown(world, code, pin=pin)["description"]


def test_one_pin_cannot_be_tried_on_every_case() -> None:
    world = mobile_world()
    codes = [filed(world, description=f"{LAMP['description']} {number}", phone="0905000012")[0] for number in range(25)]
    statuses = [world.get(f"/requests/{code}.json", pin="9999").status_code for code in codes]
    assert statuses == [200] * 20 + [429] * 5


def test_digits_open_no_list() -> None:
    world = mobile_world()
    one, pin = filed(world, phone="0905000012")
    two, _ = filed(world, phone="0905000012", description="Ổ gà lớn trước chợ, xe dễ ngã.")
    found = world.get("/requests.json", service_request_id=f"{one},{two}", pin=pin).json
    assert [each["description"] for each in found] == [None, None]


@pytest.mark.parametrize(
    ("claim", "own"),
    [
        ({"api_key": KEY, "device_id": "tt222111"}, True),
        ({"api_key": KEY, "device_id": "another"}, False),
        ({"device_id": "tt222111"}, False),  # no secret is in it
        ({"api_key": KEY}, False),
    ],
)
def test_the_program_and_device_that_filed_see_everything(claim: dict[str, str], own: bool) -> None:
    world = mobile_world(keys=KEYS)
    code, _ = filed(world, api_key=KEY, device_id="tt222111")
    assert (shown(world, code, **claim)["description"] is not None) is own


def test_without_keys_a_device_alone_proves_nothing() -> None:
    world = mobile_world()
    code, _ = filed(world, device_id="tt222111")
    assert shown(world, code, device_id="tt222111", api_key="anything")["description"] is None


@pytest.mark.parametrize(
    "hidden",
    [{"attribute[private]": "yes"}, {"service_code": "tong-dai-chon"}],
    ids=["the citizen asked so", "nobody knows yet what it is about"],
)
def test_a_case_that_is_not_public_is_there_for_its_sender_only(hidden: dict[str, str]) -> None:
    world = mobile_world()
    code, pin = filed(world, **hidden)
    assert world.get("/requests.json").json == []
    assert world.get("/requests.json", service_request_id=code).json == []
    assert world.get(f"/requests/{code}.json").status_code == 404
    assert shown(world, code, pin=pin)["description"] == LAMP["description"]


def test_a_category_that_is_never_published_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    lamps = next(each for each in CATALOG["categories"] if each["slug"] == LAMP["service_code"])
    world = mobile_world()
    code, _ = filed(world)
    monkeypatch.setitem(lamps, "publish", "never")
    assert world.get("/requests.json").json == []
    assert world.get(f"/requests/{code}.json").status_code == 404


def test_how_far_a_case_is() -> None:
    world = mobile_world()
    code, _ = filed(world)
    at = world.clock.at
    world.board.said[code] = Progress(
        code=code,
        status="answered",
        changed_at=at + timedelta(hours=3),
        agency="so-xay-dung",
        agency_name="Sở Xây dựng",
        due_at=at + timedelta(days=2),
        answered_at=at + timedelta(hours=3),
        outcome="fixed",
    )
    seen = shown(world, code)
    assert (seen["status"], seen["agency_responsible"]) == ("closed", "Sở Xây dựng")
    assert seen["status_notes"].startswith("Đã xử lý xong")
    assert (seen["updated_datetime"], seen["expected_datetime"]) == ("2026-11-30T06:00:00Z", "2026-12-02T03:00:00Z")
    assert world.get("/requests.json", status="open").json == []
    assert len(world.get("/requests.json", status="closed").json) == 1
