"""Gia Lai's own catalogue: the letter's topics, both maps, and no private person anywhere.

The letter is Công văn 862/STTTT-BCVT of 01/06/2021 with its annex.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from services.routing.catalog import check, load, uncovered
from services.routing.catalog.tree import leaves, matches
from services.routing.catalog.validity import in_force

GIALAI = Path(__file__).parents[3] / "deploy" / "data" / "gialai"
TRIAGE = "trung-tam-1022"

# The days asked about, each with a place of its map: 2021, after the merger of departments, after that of provinces.
DAYS = {"2021-06-01": "2021-23563", "2025-04-01": "2021-23563", "2026-11-23": "23563"}

# What the letter's annex says citizens may turn to 1022 about, sentence by sentence, and the leaf for each.
TOPICS = {
    "giải quyết thủ tục hành chính cấp tỉnh": "thu-tuc-hanh-chinh.cap-tinh",
    "giải quyết thủ tục hành chính cấp huyện": "thu-tuc-hanh-chinh.cap-huyen",
    "giải quyết thủ tục hành chính cấp xã": "thu-tuc-hanh-chinh.cap-xa",
    "cách thức nộp hồ sơ và nhận kết quả": "thu-tuc-hanh-chinh.nop-ho-so-nhan-ket-qua",
    "thành phần hồ sơ": "thu-tuc-hanh-chinh.thanh-phan-ho-so",
    "cơ quan xử lý": "thu-tuc-hanh-chinh.co-quan-xu-ly",
    "thời hạn giải quyết": "thu-tuc-hanh-chinh.thoi-han-giai-quyet",
    "mức phí, lệ phí": "thu-tuc-hanh-chinh.phi-le-phi",
    "các lưu ý liên quan": "thu-tuc-hanh-chinh.luu-y",
    "hỗ trợ thực hiện dịch vụ công trực tuyến": "thu-tuc-hanh-chinh.dich-vu-cong-truc-tuyen",
    "tra cứu tình trạng xử lý hồ sơ": "thu-tuc-hanh-chinh.tra-cuu-ho-so",
    "phản ánh, kiến nghị, góp ý về thủ tục": "thu-tuc-hanh-chinh.phan-anh-kien-nghi",
    "tiếp nhận hồ sơ tại nhà": "buu-chinh-cong-ich.nhan-ho-so-tai-nha",
    "trả kết quả tại nhà": "buu-chinh-cong-ich.tra-ket-qua-tai-nha",
    "thông tin tuyển sinh": "kinh-te-xa-hoi.tuyen-sinh",
    "y tế": "kinh-te-xa-hoi.y-te",
    "bảo hiểm": "kinh-te-xa-hoi.bao-hiem",
    "an sinh xã hội": "kinh-te-xa-hoi.an-sinh-xa-hoi",
    "phòng chống dịch bệnh": "kinh-te-xa-hoi.phong-chong-dich",
    "an toàn vệ sinh thực phẩm": "kinh-te-xa-hoi.an-toan-thuc-pham",
    "môi trường": "kinh-te-xa-hoi.moi-truong",
    "xây dựng": "kinh-te-xa-hoi.xay-dung",
    "giao thông công cộng": "kinh-te-xa-hoi.giao-thong-cong-cong",
    "vận chuyển hàng hóa": "kinh-te-xa-hoi.van-chuyen-hang-hoa",
    "điện": "kinh-te-xa-hoi.dien",
    "nước": "kinh-te-xa-hoi.nuoc",
    "xử lý rác thải": "kinh-te-xa-hoi.rac-thai",
    "phòng chống thiên tai": "kinh-te-xa-hoi.phong-chong-thien-tai",
    "sự cố giao thông": "ha-tang.giao-thong",
    "sự cố cấp nước": "ha-tang.cap-nuoc",
    "sự cố thoát nước": "ha-tang.thoat-nuoc",
    "cây xanh": "ha-tang.cay-xanh",
    "chiếu sáng": "ha-tang.chieu-sang",
    "điện lực": "ha-tang.dien-luc",
    "viễn thông": "ha-tang.vien-thong",
    "chủ trương, chính sách ưu đãi đầu tư": "dau-tu-du-lich.uu-dai-dau-tu",
    "các khu công nghiệp": "dau-tu-du-lich.khu-cong-nghiep",
    "thông tin về du lịch": "dau-tu-du-lich.du-lich",
    "các sự kiện đặc biệt của tỉnh": "dau-tu-du-lich.su-kien",
}
# Districts, and so their procedures, ended on 30/06/2025.
GONE = {("2026-11-23", "thu-tuc-hanh-chinh.cap-huyen")}

WARDS = {
    "Quy Nhơn", "Quy Nhơn Đông", "Quy Nhơn Tây", "Quy Nhơn Nam", "Quy Nhơn Bắc",
    "Bình Định", "An Nhơn", "An Nhơn Đông", "An Nhơn Nam", "An Nhơn Bắc", "Bồng Sơn", "Tam Quan",
    "Hoài Nhơn", "Hoài Nhơn Đông", "Hoài Nhơn Tây", "Hoài Nhơn Nam", "Hoài Nhơn Bắc",
    "Pleiku", "Hội Phú", "Thống Nhất", "Diên Hồng", "An Phú", "An Khê", "An Bình", "Ayun Pa",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Any]:
    return load(GIALAI)


def areas_of(catalogue: dict[str, Any], parent: str) -> list[dict[str, Any]]:
    return [area for area in catalogue["areas"] if area["parent"] == parent]


def answering(catalogue: dict[str, Any], day: str, slug: str, place: str) -> str:
    """The agency of the first rule that takes an ordinary case of this category, read as a person reads the rules."""
    areas = {area["code"]: area for area in catalogue["areas"]}
    case = {"area": place, "channel": "web", "urgency": "normal", "kind": "report"}
    for rule in catalogue["rules"]:
        when = dict(rule["when"])
        patterns = when.pop("category", [slug])
        if not in_force(rule, day) or not any(matches(pattern, slug) for pattern in patterns):
            continue
        if all(case[name] in allowed for name, allowed in when.items()):
            return str(areas[place]["agency"] if rule["agency"] == "of_area" else rule["agency"])
    return TRIAGE


def test_nothing_is_wrong_with_the_catalogue(catalogue: dict[str, Any]) -> None:
    assert check(catalogue) == []


@pytest.mark.parametrize("day", DAYS)
def test_every_topic_of_the_letter_is_answered_by_a_living_agency(catalogue: dict[str, Any], day: str) -> None:
    agencies = {agency["slug"]: agency for agency in catalogue["agencies"]}
    slugs = {leaf["slug"] for leaf in leaves(catalogue["categories"]) if in_force(leaf, day)}
    for topic, slug in TOPICS.items():
        if (day, slug) in GONE:
            continue
        assert slug in slugs, topic
        answers = answering(catalogue, day, slug, DAYS[day])
        assert answers != TRIAGE, topic
        assert in_force(agencies[answers], day), (topic, answers)


@pytest.mark.parametrize("day", DAYS)
def test_every_other_leaf_is_routed_as_well(catalogue: dict[str, Any], day: str) -> None:
    assert uncovered(catalogue, day) == []


@pytest.mark.parametrize(
    ("day", "slug", "place", "expected"),
    [
        # Rubbish in Pleiku: the city until the districts end, then the ward.
        ("2021-06-01", "kinh-te-xa-hoi.rac-thai", "2021-23563", "ubnd-thanh-pho-pleiku"),
        ("2026-11-23", "kinh-te-xa-hoi.rac-thai", "23563", "ubnd-phuong-dien-hong"),
        # A street lamp in Chư Sê
        ("2021-06-01", "ha-tang.chieu-sang", "2021-23941", "ubnd-huyen-chu-se"),
        ("2026-11-23", "ha-tang.chieu-sang", "23941", "ubnd-xa-chu-se"),
        # A hole in the national road: the departments merged on 01/03/2025.
        ("2025-02-28", "ha-tang.giao-thong", "2021-23563", "so-giao-thong-van-tai"),
        ("2025-03-01", "ha-tang.giao-thong", "2021-23563", "so-xay-dung"),
        # Investment
        ("2025-02-28", "dau-tu-du-lich.uu-dai-dau-tu", "2021-23563", "so-ke-hoach-va-dau-tu"),
        ("2026-11-23", "dau-tu-du-lich.uu-dai-dau-tu", "23563", "so-tai-chinh"),
        # Water: two companies since the provinces merged.
        ("2026-11-23", "ha-tang.cap-nuoc", "23563", "cap-thoat-nuoc-gia-lai"),
        ("2026-11-23", "ha-tang.cap-nuoc", "21583", "cap-thoat-nuoc-binh-dinh"),
    ],
)
def test_a_case_goes_to_whoever_had_the_duty_on_the_day(
    catalogue: dict[str, Any], day: str, slug: str, place: str, expected: str
) -> None:
    assert answering(catalogue, day, slug, place) == expected


def test_old_gia_lai_had_17_district_units_and_218_communes(catalogue: dict[str, Any]) -> None:
    districts = areas_of(catalogue, "2021-64")
    communes = [commune for district in districts for commune in areas_of(catalogue, district["code"])]
    assert [district["code"] for district in districts] == [f"2021-{code}" for code in range(622, 640) if code != 636]
    assert (len(districts), len(communes)) == (17, 218)
    # Communes of each district, in the order of the codes.
    assert [len(areas_of(catalogue, district["code"])) for district in districts] == [
        21, 11, 8, 13, 17, 14, 13, 12, 14, 10, 20, 15, 8, 9, 14, 10, 9,
    ]  # fmt: skip


def test_every_old_commune_of_gia_lai_has_exactly_one_successor(catalogue: dict[str, Any]) -> None:
    new = {area["code"] for area in areas_of(catalogue, "52")}
    for district in areas_of(catalogue, "2021-64"):
        for commune in areas_of(catalogue, district["code"]):
            assert len(commune["successors"]) == 1
            assert set(commune["successors"]) <= new


def test_old_binh_dinh_is_understood_and_only_three_of_its_communes_were_split(catalogue: dict[str, Any]) -> None:
    districts = areas_of(catalogue, "2021-52")
    communes = [commune for district in districts for commune in areas_of(catalogue, district["code"])]
    assert (len(districts), len(communes)) == (11, 155)
    split = {commune["name"] for commune in communes if len(commune["successors"]) > 1}
    assert split == {"Xã An Nghĩa", "Xã Canh Hiệp", "Xã Canh Liên"}
    assert all(commune["successors"] for commune in communes)


def test_the_province_has_110_communes_and_25_wards_today(catalogue: dict[str, Any]) -> None:
    units = areas_of(catalogue, "52")
    assert Counter(unit["type"] for unit in units) == {"commune": 110, "ward": 25}
    assert {unit["name"].removeprefix("Phường ") for unit in units if unit["type"] == "ward"} == WARDS


def test_every_unit_of_today_has_its_place_on_the_map(catalogue: dict[str, Any]) -> None:
    units = areas_of(catalogue, "52")
    assert all(12.9 < each["latitude"] < 14.8 and 107.3 < each["longitude"] < 109.4 for each in units)
    assert len({(each["latitude"], each["longitude"]) for each in units}) == 135
    assert 20_000 < sum(each["km2"] for each in units) < 22_000  # 21,576 by Nghị quyết 202/2025/QH15


def test_77_of_the_units_descend_from_old_gia_lai_and_58_from_binh_dinh(catalogue: dict[str, Any]) -> None:
    assert [len(_heirs(catalogue, province)) for province in ("2021-64", "2021-52")] == [77, 58]
    assert not _heirs(catalogue, "2021-64") & _heirs(catalogue, "2021-52")


def _heirs(catalogue: dict[str, Any], province: str) -> set[str]:
    return {code for district in areas_of(catalogue, province) for code in district["successors"]}


def test_the_rule_for_binh_dinh_water_names_all_of_its_ground(catalogue: dict[str, Any]) -> None:
    rule = next(rule for rule in catalogue["rules"] if rule["id"] == "nuoc-binh-dinh")
    assert set(rule["when"]["area"]) == _heirs(catalogue, "2021-52")


def test_each_unit_of_today_has_a_peoples_committee_of_its_own(catalogue: dict[str, Any]) -> None:
    agencies = [area["agency"] for area in areas_of(catalogue, "52")]
    assert len(set(agencies)) == 135
    names = {agency["slug"]: agency["name"] for agency in catalogue["agencies"]}
    assert all(names[slug].startswith("Ủy ban nhân dân ") for slug in agencies)


def test_what_concerns_one_persons_papers_is_never_published(catalogue: dict[str, Any]) -> None:
    policy = {category["slug"]: category["publish"] for category in catalogue["categories"]}
    for slug in ("thu-tuc-hanh-chinh.tra-cuu-ho-so", "buu-chinh-cong-ich.nhan-ho-so-tai-nha", "khac.khieu-nai-to-cao"):
        assert policy[slug] == "never"


def test_every_deadline_is_marked_as_a_preset_and_names_its_source(catalogue: dict[str, Any]) -> None:
    for deadline in catalogue["deadlines"]:
        assert deadline["preset"] is True
        assert re.search(r"QĐ \d+/QĐ-UBND|Cổng", deadline["source"])


def test_the_hours_are_those_of_the_letter_and_an_agencys_day_has_480_minutes(catalogue: dict[str, Any]) -> None:
    calendar = catalogue["calendar"]
    weekdays = ["mon", "tue", "wed", "thu", "fri"]
    assert calendar["hours"] == {day: [["07:00", "23:00"]] for day in weekdays}
    worked = {day: sum(map(_minutes, spans)) for day, spans in calendar["agency_hours"].items()}
    assert worked == dict.fromkeys(weekdays, 480)


def _minutes(span: list[str]) -> int:
    start, end = (int(hour) * 60 + int(minute) for hour, minute in (clock.split(":") for clock in span))
    return end - start


FILES = sorted(path for path in GIALAI.iterdir() if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_precomposed_unicode(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_names_a_private_person_phone_or_mailbox(path: Path) -> None:
    text = path.read_text("utf-8")
    # A mobile number, however it is spaced.
    assert not re.search(r"(?<!\d)(?:\+?84|0)[ .]?[35789]\d(?:[ .]?\d){7}(?!\d)", text)
    assert not re.search(r"(?<!\w)(?:Ông|Bà|Anh|Chị|Đồng chí|ông|bà|đ/c)\s+[A-ZĐ]\w+\s+[A-ZĐ]\w+", text)
    mailboxes = set(re.findall(r"[\w.+-]+@[\w.-]+\w", text))
    assert mailboxes <= {"1022@gialai.gov.vn"}
