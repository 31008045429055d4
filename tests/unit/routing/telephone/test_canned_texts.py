"""Canned texts: variables, gaps, who may edit, and a province's own file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.commands.texts import read_texts
from services.routing.domain.canned_text import VARIABLES, CannedText, faults, filled, has_gap
from services.routing.domain.policies import Actor
from services.routing.wiring.texts import build_texts
from tests.unit.routing.builders import CITIZEN, NOON, code, received
from tests.unit.routing.catalogs import LOCAL
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.site import DeskSite
from tests.unit.routing.telephone.fakes import MemoryTexts

LEAD = Actor("desk:truong-ca", None, "shift_lead")
OPERATOR = Actor("desk:truc-01", None, "operator")
OFFICER = Actor("desk:can-bo-phuong", LOCAL, "agency_officer")
THANKS = CannedText(slug="cam-on", title="Cảm ơn", body_vi="Kính gửi {nguoi_dan}, mã {ma}.", body_en="")


def room() -> tuple[DeskSite, Any]:
    site = DeskSite()
    return site, build_texts(MemoryTexts(), site.application.catalogs, FixedClock(NOON))


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"body_vi": "Kính gửi {ho_ten}"}, "unknown-variable"),
        ({"body_vi": "Kính gửi {}"}, "unknown-variable"),
        ({"body_vi": "Kính gửi {ma.__class__}"}, "unknown-variable"),  # nothing is looked up in anything
        ({"body_vi": "Kính gửi {ma"}, "stray-brace"),
        ({"body_vi": "Kính gửi ma}"}, "stray-brace"),
        ({"body_en": "Dear {name}"}, "unknown-variable"),
        ({"body_vi": "  "}, "body-needed"),
        ({"title": ""}, "title-needed"),
        ({"slug": "Cảm ơn"}, "bad-slug"),
        ({"slug": "../../x"}, "bad-slug"),
        ({"body_vi": "x" * 5_001}, "body-needed"),
    ],
)
def test_what_is_wrong_with_a_text_is_named(changes: dict[str, str], slug: str) -> None:
    assert [each.slug for each in faults(replace(THANKS, **changes))] == [slug]


def test_a_missing_value_is_a_gap_that_nobody_overlooks() -> None:
    text = filled("Mã {ma}, hạn {han}.", {"ma": "261123 000000 1", "han": None})
    assert text == "Mã 261123 000000 1, hạn […hạn trả lời…]."
    assert has_gap(text)
    assert not has_gap("Mã […")


@given(st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text(), min_size=1))
def test_what_stands_in_a_value_is_never_read_as_a_variable(values: dict[str, str]) -> None:
    body = " | ".join(f"{{{name}}}" for name in values)
    wanted = " | ".join(value or filled(f"{{{name}}}", {}) for name, value in values.items())
    assert filled(body, values) == wanted


@given(st.text())
def test_a_text_without_faults_is_filled_without_a_brace_left(body: str) -> None:
    if not faults(replace(THANKS, body_vi=body or "x")):
        assert not set(filled(body, dict.fromkeys(VARIABLES, "x"))) & set("{}")


def test_a_name_is_filled_in_only_for_whoever_may_see_the_contact() -> None:
    site, texts = room()
    texts.edit.save(THANKS, LEAD)
    site.application.route_cases([received(9, contact=CITIZEN)])
    case = site.cases.by_code[code(9)]
    (for_operator,) = texts.offer.for_case(case, OPERATOR)
    (for_officer,) = texts.offer.for_case(case, OFFICER)
    assert for_operator.words == "Kính gửi Nguyễn Văn An, mã 261123 000000 9."
    assert for_officer.gap
    assert "Nguyễn" not in for_officer.words


def test_texts_of_the_category_come_first_and_are_found_without_diacritics() -> None:
    site, texts = room()
    for each in (
        THANKS,
        replace(THANKS, slug="den", title="Đèn đường", categories=("ha-tang",)),
        replace(THANKS, slug="y-te", title="Y tế", categories=("y-te",)),
        replace(THANKS, slug="lead", title="Trưởng ca", role="shift_lead"),
    ):
        texts.edit.save(each, LEAD)
    case = site.cases.by_code[code(1)]
    assert [each.text.slug for each in texts.offer.for_case(case, OPERATOR)] == ["den", "cam-on"]
    assert [each.text.slug for each in texts.offer.for_case(case, OPERATOR, "den duong")] == ["den"]


def test_nobody_overwrites_what_he_has_not_seen() -> None:
    _, texts = room()
    first = texts.edit.save(THANKS, LEAD)
    texts.edit.save(replace(first, title="Cảm ơn góp ý"), LEAD)
    for stale in (THANKS, first):  # the short name again, and an old version
        with pytest.raises(Rejected) as refused:
            texts.edit.save(replace(stale, title="Khác"), LEAD)
        assert refused.value.slug == "text-changed"
    with pytest.raises(Rejected):
        texts.edit.remove("cam-on", 1, LEAD)
    texts.edit.remove("cam-on", 2, LEAD)
    assert texts.texts.find("cam-on") is None


def test_operators_edit_nothing_and_a_text_for_an_unknown_category_is_refused() -> None:
    _, texts = room()
    with pytest.raises(Rejected) as refused:
        texts.edit.save(THANKS, OPERATOR)
    assert refused.value.slug == "not-your-role"
    with pytest.raises(Rejected) as refused:
        texts.edit.save(replace(THANKS, categories=("khong-co",)), LEAD)
    assert refused.value.details["faults"][0].slug == "unknown-category"


def test_loading_again_keeps_what_people_have_edited() -> None:
    _, texts = room()
    other = replace(THANKS, slug="khac", title="Khác")
    assert texts.load([THANKS, other]) == (2, 0)
    assert texts.load([THANKS, other]) == (0, 0)
    texts.edit.save(replace(texts.texts.find("cam-on"), title="Của trưởng ca"), LEAD)
    assert texts.load([replace(THANKS, title="Mới"), replace(other, title="Mới")]) == (1, 1)
    assert texts.texts.find("cam-on").title == "Của trưởng ca"
    with pytest.raises(Rejected):
        texts.load([replace(THANKS, slug="ba"), replace(THANKS, body_vi="{x}")])
    assert texts.texts.find("ba") is None  # one is wrong, none is written


def test_the_provinces_file_is_right_and_its_categories_exist() -> None:
    from services.routing import catalog as catalog_files

    folder = Path("deploy/data/gialai")
    texts = build_texts(MemoryTexts(), MemoryCatalogs(catalog_files.load(folder)), FixedClock(NOON))
    found = read_texts(folder / "texts.yaml")
    assert texts.load(found) == (len(found), 0)
    assert {"khieu-nai", "to-cao", "ngoai-tham-quyen", "cam-on", "can-them-dia-diem"} <= {each.slug for each in found}


@pytest.mark.parametrize("said", ["", "texts: 3", "texts: [{slug: a, wrong: b}]", "texts: [", "- a"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, said: str) -> None:
    file = tmp_path / "texts.yaml"
    file.write_text(said)
    with pytest.raises(Rejected) as refused:
        read_texts(file)
    assert refused.value.slug == "text-not-valid"
