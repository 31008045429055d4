"""Editing a draft rule by rule, what differs, and how a rule reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.rule_editing import differences, moved_rule, with_default, with_rule, without_rule
from services.routing.domain.rule_set import Content
from services.routing.domain.rule_words import RuleNames, names_of, sentence
from tests.unit.routing.catalogs import CENTRE, HEALTH, area, rule

DEFAULT = {"agency": CENTRE}
NAMES = RuleNames({"y-te": "Y tế", "ha-tang": "Hạ tầng"}, {"52": "Tỉnh Gia Lai"}, {HEALTH: "Sở Y tế"})


def content(ids: str) -> Content:
    return Content(tuple(rule(id_, 7 * place, HEALTH) for place, id_ in enumerate(ids)), DEFAULT)


def ids(of: Content) -> str:
    assert [each["order"] for each in of.rules] == [10 * (place + 1) for place in range(len(of.rules))]
    return "".join(each["id"] for each in of.rules)


def test_rules_are_added_changed_moved_and_removed_and_numbered_anew():
    base = content("abc")
    assert ids(with_rule(base, rule("d", 0, HEALTH))) == "abcd"
    assert ids(with_rule(base, rule("d", 0, HEALTH), 1)) == "adbc"
    assert ids(with_rule(base, rule("b", 0, CENTRE))) == "abc"
    assert ids(without_rule(base, "b")) == "ac"
    assert ids(moved_rule(base, "c", -1)) == "acb"
    assert ids(moved_rule(base, "a", 1)) == "bac"
    assert ids(moved_rule(base, "a", -1)) == "abc"
    assert ids(moved_rule(base, "c", 1)) == "abc"


def test_what_differs_is_told_rule_by_rule():
    after = with_default(
        with_rule(with_rule(without_rule(content("abc"), "a"), rule("b", 0, CENTRE)), rule("d", 0, CENTRE)),
        {"agency": HEALTH},
    )
    found = [(each.kind, each.id) for each in differences(content("abc"), after)]
    assert found == [("changed", "b"), ("added", "d"), ("removed", "a"), ("changed", "")]


def test_only_what_was_moved_is_said_to_be_moved():
    found = differences(content("abcde"), moved_rule(content("abcde"), "a", 3))
    assert [(each.kind, each.id) for each in found] == [("moved", "a")]


@given(st.permutations("abcdef"))
def test_the_same_rules_in_another_order_are_moved_and_nothing_else(order):
    found = differences(content("abcdef"), content("".join(order)))
    assert {each.kind for each in found} <= {"moved"}
    assert bool(found) is ("".join(order) != "abcdef")


def test_a_rule_reads_as_a_sentence():
    asked = rule("r", 1, HEALTH, category=["y-te", "ha-tang.*"], area=["52"], urgency=["urgent"], working_time=False,
                 answers={"muc-do": ["nang"]}, valid_to="2026-12-31")  # fmt: skip
    assert sentence(asked, NAMES) == (
        "Lĩnh vực Y tế hoặc Hạ tầng (cả nhóm), địa bàn Tỉnh Gia Lai, mức độ khẩn, câu hỏi “muc-do” trả lời nang, "
        "ngoài giờ tổng đài trực: giao Sở Y tế, từ ngày 17/05/2021 đến hết ngày 31/12/2026."
    )


def test_a_rule_without_conditions_is_for_everything():
    assert sentence(rule("r", 1, "of_area"), NAMES).startswith("Mọi phản ánh: giao cơ quan phụ trách địa bàn")


def test_units_of_one_name_on_both_maps_are_told_apart():
    both = [area("52", "Tỉnh Gia Lai"), area("2021-64", "Tỉnh Gia Lai", valid_to="2025-06-30")]
    asked = rule("r", 1, CENTRE, area=["2021-64", "52"])
    assert sentence(asked, names_of({"areas": both})).startswith(
        "Địa bàn Tỉnh Gia Lai (đến 30/06/2025) hoặc Tỉnh Gia Lai: giao"
    )
