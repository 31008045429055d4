"""Filing by GeoReport: once, by whoever may, with what the specification has."""

import hashlib
import io
from datetime import timedelta

import pytest
from PIL import Image

from services.intake.settings.mobile import load
from services.kit.settings import BadSettings, read
from tests.unit.intake.open311.mobile_world import KEY, KEYS, LAMP, MobileWorld, mobile_world

CROWD = {"REMOTE_ADDR": "203.0.113.7"}


def only(world: MobileWorld):  # type: ignore[no-untyped-def]
    (case,) = world.cases.stored.values()
    return case.data


def test_what_is_sent_arrives_under_our_names() -> None:
    world = mobile_world()
    answer = world.file(
        **{
            "first_name": "Văn An",
            "last_name": "Nguyễn",
            "phone": "0905 000 012",
            "email": "an@example.org",
            "address_id": "545483",
            "attribute[area]": "23575",
            "attribute[urgency]": "urgent",
            "attribute[share_contact]": "yes",
        }
    )
    data = only(world)
    assert answer.status_code == 201
    assert (data.channel, data.category, data.area, data.urgency) == ("mobile", LAMP["service_code"], "23575", "urgent")
    assert (data.contact.name, data.contact.phone) == ("Nguyễn Văn An", "+84905000012")
    assert (data.share_contact, data.private) == (True, False)
    assert data.address == "12 Hùng Vương, mã địa chỉ 545483"
    assert (data.place.latitude, data.place.longitude) == (13.98331, 108.00012)
    assert "bốn số bí mật 0012" in answer.json[0]["service_notice"]


def test_links_to_media_are_text_and_nothing_else() -> None:
    world = mobile_world()
    world.file(media_url=["https://example.org/a.jpg", "http://10.0.0.1/b.jpg"])
    assert only(world).text == (
        f"{LAMP['description']}\n\nẢnh, tệp người gửi dẫn:\nhttps://example.org/a.jpg\nhttp://10.0.0.1/b.jpg"
    )
    assert only(world).attachments == ()


def test_files_are_kept_with_the_case() -> None:
    world, picture = mobile_world(), io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(picture, "PNG")
    world.file(media=[(io.BytesIO(picture.getvalue()), "den.png")])
    (kept,) = only(world).attachments
    assert (kept.kind, kept.media_type) == ("image", "image/jpeg")


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_filed() -> None:
    world = mobile_world()
    refused = world.file(media=[(io.BytesIO(b"MZ\x90\x00not a picture"), "den.jpg")])
    assert refused.status_code == 400
    assert world.cases.stored == {}


def test_without_a_description_service_and_place_stand_in() -> None:
    world = mobile_world()
    world.file(description="")
    assert only(world).text == "Chiếu sáng công cộng: 12 Hùng Vương"


@pytest.mark.parametrize("name", ["header", "parameter"])
def test_the_same_token_is_the_same_case_for_ever(name: str) -> None:
    world = mobile_world()
    statuses = []
    for _ in range(2):
        headers = {"Idempotency-Key": "abc"} if name == "header" else {}
        data = {**LAMP, **({} if headers else {"idempotency_key": "abc"})}
        statuses.append(world.client.post("/v2/requests.json", data=data, headers=headers).status_code)
        world.clock.at += timedelta(days=2)
    assert statuses == [201, 200]
    assert len(world.cases.stored) == 1


@pytest.mark.parametrize("minutes", [0, 1, 9, 9.9])
@pytest.mark.parametrize("begin", [0, 5, 9.99])
def test_the_same_words_of_one_device_within_ten_minutes_are_one_case(minutes: float, begin: float) -> None:
    world = mobile_world()
    world.clock.at += timedelta(minutes=begin)
    world.file(device_id="tt222111")
    world.clock.at += timedelta(minutes=minutes)
    assert world.file(device_id="tt222111").status_code == 200
    assert len(world.cases.stored) == 1


@pytest.mark.parametrize(
    ("minutes", "change"),
    [
        (20, {}),  # it is broken again
        (0, {"device_id": "another"}),
        (0, {"lat": "13.99"}),
        (0, {"description": "Đèn đường số 14 Hùng Vương cũng hỏng."}),
    ],
)
def test_other_words_another_device_or_a_later_time_are_another_case(minutes: int, change: dict[str, str]) -> None:
    world = mobile_world()
    world.file(device_id="tt222111")
    world.clock.at += timedelta(minutes=minutes)
    assert world.file(**{"device_id": "tt222111", **change}).status_code == 201
    assert len(world.cases.stored) == 2


def test_one_token_of_two_programs_are_two_cases() -> None:
    world = mobile_world(keys=KEYS)
    for device in ("a", "b"):
        assert world.file(api_key=KEY, device_id=device, idempotency_key="1").status_code == 201


@pytest.mark.parametrize(("key", "status"), [(KEY, 201), ("", 403), ("guessed", 403)])
def test_where_keys_are_set_only_they_may_file(key: str, status: int) -> None:
    world = mobile_world(keys=KEYS)
    assert world.file(api_key=key).status_code == status
    assert len(world.cases.stored) == (status == 201)


def test_nobody_needs_a_key_to_read() -> None:
    world = mobile_world(keys=KEYS)
    answers = [world.get(path) for path in ("/services.json", "/requests.json", "/discovery.json")]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert all(answer.headers["Access-Control-Allow-Origin"] == "*" for answer in answers)


def test_our_own_jurisdiction_may_be_named() -> None:
    world = mobile_world()
    for name in ("1022.example.org", "www.1022.example.org", ""):
        assert world.get("/services.json", jurisdiction_id=name).status_code == 200
        assert world.file(jurisdiction_id=name, description=f"{LAMP['description']} {name}").status_code == 201


def test_a_device_that_files_much_is_taken_with_doubts_and_then_slowed_down() -> None:
    world = mobile_world()
    answers = [
        world.client.post(
            "/v2/requests.json",
            data={**LAMP, "device_id": "tt222111", "description": f"{LAMP['description']} {number}"},
            environ_base=CROWD,
        )
        for number in range(21)
    ]
    assert [answer.status_code for answer in answers] == [201] * 20 + [429]
    doubts = [bool(case.doubts) for case in world.cases.stored.values()]
    assert doubts == [False] * 8 + [True] * 12
    assert all(case.data.category is None for case in world.cases.stored.values() if case.doubts)


NEEDED = {
    "AMQP_URI": "amqp://nobody",
    "MONGO_URI": "mongodb://nobody",
    "SECRET_KEY": "for tests only, for tests",
    "FILES_KEY": "for tests only, for tests",
}


def test_keys_are_written_as_name_and_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = hashlib.sha256(KEY.encode()).hexdigest()
    for name, value in {**NEEDED, "OPEN311_KEYS": f"app-1022={hashed},"}.items():
        monkeypatch.setenv(name, value)
    assert read(load).keys == {hashed: "app-1022"}


@pytest.mark.parametrize("written", [KEY, f"app={KEY}", "app="])
def test_a_key_that_is_no_hash_is_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    for name, value in {**NEEDED, "OPEN311_KEYS": written}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match="OPEN311_KEYS") as refused:
        read(load)
    assert KEY not in str(refused.value)
