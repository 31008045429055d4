"""Places in free text: both maps, with and without prefix words, whatever the spelling."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.territory import Area
from tests.unit.routing.suggestion.province import FOLDER, catalog, gazetteer

SURE = 0.9
AREAS = catalog().areas
COMMUNES = [each for each in AREAS.values() if each.parent and (AREAS[each.parent].parent or each.parent == "52")]
DISTRICTS = [each for each in AREAS.values() if each.parent in ("2021-64", "2021-52")]
PLACES = [each for each in FOLDER.places() if each.label != "?"]
UNSURE = [each.text for each in FOLDER.places() if each.label == "?"]
#: What no program can read out of it: "xã Băng" is none.
TOO_SHORT = {"xa bang, chu prong"}


def today_of(area: Area) -> str:
    """Follow the first successor."""
    while area.successors:
        area = AREAS[area.successors[0]]
    return area.code


def test_the_two_maps_are_all_there() -> None:
    assert (len(COMMUNES), len(DISTRICTS)) == (135 + 218 + 155, 28)


@pytest.mark.parametrize("area", COMMUNES, ids=lambda each: each.code)
def test_the_full_name_of_every_commune_is_found_as_what_it_has_become(area: Area) -> None:
    assert today_of(area) in [found.code for found in gazetteer().find(area.name)]


@pytest.mark.parametrize("area", [each for each in COMMUNES if each.parent != "52"], ids=lambda each: each.code)
def test_an_old_commune_with_its_district_leads_to_its_successor(area: Area) -> None:
    found = gazetteer().find(f"{area.name}, {AREAS[area.parent or ''].name}")
    assert found[0].code == today_of(area)
    assert found[0].confidence >= SURE or len(area.successors) > 1


@pytest.mark.parametrize("area", DISTRICTS, ids=lambda each: each.code)
def test_a_district_alone_means_any_of_its_communes_and_none_for_sure(area: Area) -> None:
    found = gazetteer().find(area.name)
    assert {each.code for each in found} <= set(area.successors)
    assert found and found[0].confidence < SURE


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.text)
@pytest.mark.parametrize("as_address", [True, False])
def test_places_of_the_held_out_set_are_read(place, as_address) -> None:
    found = gazetteer().find("", place.text) if as_address else gazetteer().find(place.text)
    if place.text in TOO_SHORT:
        assert found[0].confidence < SURE
    else:
        assert (found[0].code, found[0].confidence >= SURE) == (place.label, True)


@pytest.mark.parametrize("text", UNSURE)
@pytest.mark.parametrize("as_address", [True, False])
def test_what_is_unclear_is_never_taken_for_sure(text, as_address) -> None:
    found = gazetteer().find("", text) if as_address else gazetteer().find(text)
    assert not found or found[0].confidence < SURE


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Đèn hỏng ở P. Hoa Lư, tối lắm", "P. Hoa Lư"),  # with its prefix, and nothing more
        ("nha toi o phuong yen the pleiku", "phuong yen the"),  # without marks
        ("tại xã Ia  Dom", "xã Ia  Dom"),  # as it stands there
    ],
)
def test_it_is_told_what_was_written(text, written) -> None:
    assert gazetteer().find(text)[0].written == written


@pytest.mark.parametrize(
    "text",
    [
        "đường Thống Nhất bị ngập",  # a street
        "hẻm Diên Hồng tối om",
        "bò gào khóc cả đêm",  # a commune is called Gào; here somebody cries
        "",
    ],
)
def test_streets_and_ordinary_words_are_no_places(text) -> None:
    assert all(each.confidence < 0.5 for each in gazetteer().find(text))


def test_two_places_are_none() -> None:
    found = gazetteer().find("đường từ xã Ia Dom sang xã Ia Nan")
    assert {each.code for each in found[:2]} == {"23872", "23884"}
    assert found[0].confidence < SURE


def test_an_address_counts_more_than_the_text() -> None:
    found = gazetteer().find("Hôm trước đi qua phường Thống Nhất", "Phường Hội Phú")
    assert [each.code for each in found] == ["23586"]


def test_before_the_merger_old_names_are_in_force() -> None:
    found = gazetteer(date(2025, 6, 30)).find("phường Hoa Lư, Pleiku")
    assert found[0].code.startswith("2021-") and AREAS[found[0].code].name == "Phường Hoa Lư"


@given(st.text(max_size=300))
def test_no_text_upsets_it(text: str) -> None:
    for each in gazetteer().find(text, text[:50]):
        assert 0 < each.confidence < 1 and each.written in text
