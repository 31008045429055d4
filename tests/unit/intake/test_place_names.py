"""Areas in free text: found when named, never guessed."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.place_names import find_area
from services.intake.domain.reference import Area

FILE = Path(__file__).resolve().parents[3] / "deploy/data/gialai/areas.yaml"


@cache
def gialai() -> dict[str, Area]:
    units = yaml.safe_load(FILE.read_text("utf-8"))["areas"]
    now = [each for each in units if not each["code"].startswith("2021-") and each["type"] != "province"]
    return {each["code"]: Area(each["code"], each["name"], "Tỉnh Gia Lai") for each in now}


def named(text: str) -> str | None:
    code = find_area(text, gialai())
    return gialai()[code].name if code else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đèn đường hỏng ở P. Pleiku", "Phường Pleiku"),
        ("phường Diên Hồng ngập nước", "Phường Diên Hồng"),
        ("PHƯỜNG DIÊN HỒNG", "Phường Diên Hồng"),
        ("phuong dien hong ngap nuoc", "Phường Diên Hồng"),
        ("Thôn 3, xã Ia Dom", "Xã Ia Dom"),
        ("thon 3 ia dom", "Xã Ia Dom"),
        ("x. Ia Dom", "Xã Ia Dom"),
        ("Tôi ở Iagrai", "Xã Ia Grai"),
        ("ở Quy Nhơn", "Phường Quy Nhơn"),
        ("phường Quy Nhơn Bắc", "Phường Quy Nhơn Bắc"),
        ("Quy Nhơn Đông mất điện", "Phường Quy Nhơn Đông"),
        ("xã An Hoà", "Xã An Hòa"),  # the tone stands elsewhere
        ("Đăk Đoa", "Xã Đak Đoa"),
        ("Đắk Pơ", "Xã Đak Pơ"),
        ("xã Gào", "Xã Gào"),
        ("xã An Toàn", "Xã An Toàn"),
        ("phường Thống Nhất", "Phường Thống Nhất"),
        ("12 đường Thống Nhất, phường Hội Phú", "Phường Hội Phú"),
        ("xã Ia Dom, huyện Đức Cơ", "Xã Ia Dom"),
        ("Ở phường Pleiku, gần Biển Hồ", "Phường Pleiku"),
        ("Pleiku, Pleiku, phường Pleiku!", "Phường Pleiku"),
    ],
)
def test_an_area_is_found_as_people_write_it(text: str, name: str) -> None:
    assert named(text) == name
    assert named(unicodedata.normalize("NFD", text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đèn đường hỏng",
        "Đường đi không an toàn",
        "duong di khong an toan",
        "Đề nghị thống nhất cách làm",
        "Nhà bán gạo lấn vỉa hè",
        "12 Ngô Mây",
        "đường Ngô Mây",
        "tỉnh Bình Định cũ",
        "huyện Phù Cát",
        "TP Pleiku",
        "thành phố Quy Nhơn",
        "TX An Khê",
        "xã Pleiku",  # there is a ward of that name, no commune
        "Pleikuu và Quynhơn",
        "ăn phủ",
        "xã Ia Dom và xã Ia Pnôn",
        "Ia Dom hay Ia Nan",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert named(text) is None


def test_a_town_and_a_ward_of_one_name_are_told_apart_by_their_kind_only() -> None:
    both = {"1": Area("1", "Phường An Khê", ""), "2": Area("2", "Thị xã An Khê", "")}
    assert [find_area(text, both) for text in ("TX An Khê", "P. An Khê", "An Khê")] == ["2", "1", None]


@pytest.mark.parametrize("area", gialai().values(), ids=lambda area: area.code)
def test_every_area_is_found_by_its_whole_name(area: Area) -> None:
    assert find_area(f"Hố ga hỏng tại {area.name}, xin sửa.", gialai()) == area.code


@given(st.text(max_size=80) | st.text(st.sampled_from("aăâbcdđehiknoôơpquưyxáạ .,12"), max_size=60))
def test_what_is_found_was_said(text: str) -> None:
    code = find_area(text, gialai())
    if code:
        last = gialai()[code].name.split()[-1]
        assert plain(last) in plain(text)


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("đ", "d"))
    return "".join(char for char in letters if not unicodedata.combining(char))
