"""Identity cards are seen as such. Floors for a small drawn set; the measured rates are in docs/measurements."""

import random

import pytest
from PIL import Image

from services.kit.files.cards import is_card_code, is_scanned_form
from services.kit.files.identity_card import has_card_code, shows_card
from tests.unit.intake.attachments.drawn_cards import card_photo, code_of_a_card
from tests.unit.intake.attachments.measure_cards import CARDS, LIKENESSES, SCENES, alarms

EACH_CARD, EACH_SCENE = 4, 2
LEAST_SEEN = 0.85
MOST_FALSE = 0.25


def test_nearly_every_drawn_card_is_seen() -> None:
    seen = {kind: alarms(kind, EACH_CARD, "floor") for kind in CARDS}
    assert sum(seen.values()) >= LEAST_SEEN * EACH_CARD * len(CARDS), seen


def test_few_drawn_scenes_are_taken_for_a_card() -> None:
    false = {kind: alarms(kind, EACH_SCENE, "floor") for kind in SCENES}
    assert sum(false.values()) <= MOST_FALSE * EACH_SCENE * len(SCENES), false


def test_the_sets_hold_what_they_say() -> None:
    assert {card_photo(random.Random(1), kind).mode for kind in CARDS} == {"RGB"}
    assert not set(CARDS) & {*SCENES, *LIKENESSES}


def test_the_code_alone_gives_a_card_away() -> None:
    whole = Image.effect_noise((800, 600), 50).convert("RGB")
    whole.paste(code_of_a_card("052090000012|212345678|Nguyễn Văn An|01021990|Nam|Xã Chư Sê|10052021"), (400, 300))
    assert has_card_code(whole) and shows_card(whole)


def test_any_other_code_does_not() -> None:
    whole = Image.new("RGB", (800, 600), "white")
    whole.paste(code_of_a_card("https://1022.example.org/tra-cuu?code=2611234829170"), (400, 300))
    assert not has_card_code(whole)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (7, 5), (400, 300)])
def test_a_picture_of_any_size_has_an_answer(size: tuple[int, int]) -> None:
    assert shows_card(Image.new("RGB", size, "white")) is False


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("052090000012|212345678|Nguyễn Văn An|01021990|Nam|Xã Chư Sê|10052021", True),
        ("052090000012||Siu Y Đông|01021990|Nam|Xã Chư Sê|10052021", True),  # no old number
        ("IDVNM2090000012405209000001 2<<4".replace(" ", ""), True),
        ("P<VNMNGUYEN<<VAN<AN<<<<<<<<<<", True),
        ("https://1022.example.org/2611234829170", False),
        ("2611234829170|x", False),  # thirteen digits: a case of ours
        ("0905000012", False),
        ("", False),
    ],
)
def test_the_text_of_a_code_tells_a_card(text: str, is_one: bool) -> None:
    assert is_card_code(text) is is_one


@pytest.mark.parametrize(
    ("size", "is_one"),
    [((1586, 1000), True), ((1000, 1586), True), ((4000, 3000), False), ((1500, 1000), False), ((1920, 1080), False)],
)
def test_a_scan_has_the_form_of_a_card_and_a_photo_has_that_of_a_camera(size: tuple[int, int], is_one: bool) -> None:
    assert is_scanned_form(*size) is is_one
