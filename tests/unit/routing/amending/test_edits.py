"""Edits of a catalogue: applied, compared, joined; whatever people did, nobody's change is lost unnoticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.amending.edits import Edit, applied, clashes, differences, merged, value_in
from services.routing.domain.amending.families import with_family
from services.routing.domain.amending.restoring import restoring
from tests.unit.routing.amending.fakes import gialai
from tests.unit.routing.builders import NOON

TODAY = NOON.date()
SMALL = {
    "categories": [{"slug": "a"}, {"slug": "a.x"}, {"slug": "a.x.1"}, {"slug": "b"}],
    "agencies": [{"slug": "b"}, {"slug": "d"}],
    "areas": [{"code": "1"}],
    "deadlines": [],
    "outbreaks": [],
    "limits": {"most_returns": 2},
    "calendar": {},
    "province": {"slug": "gialai"},
}


def new(part: str, key: str, **more: object) -> Edit:
    name = "code" if part == "areas" else "slug"
    return Edit(part=part, key=key, before=None, after={name: key, **more})


@pytest.mark.parametrize(
    ("edit", "keys"),
    [
        (new("agencies", "c"), ["b", "c", "d"]),
        (new("agencies", "z"), ["b", "d", "z"]),
        (new("categories", "a.y"), ["a", "a.x", "a.x.1", "a.y", "b"]),
        (new("categories", "a.x.2"), ["a", "a.x", "a.x.1", "a.x.2", "b"]),
        (new("categories", "aa"), ["a", "a.x", "a.x.1", "b", "aa"]),
        (new("deadlines", "moi"), ["moi"]),
        (Edit(part="agencies", key="b", before={"slug": "b"}, after=None), ["d"]),
    ],
)
def test_a_record_stands_where_its_kind_stands(edit: Edit, keys: list[str]) -> None:
    assert [each["slug"] for each in applied(SMALL, [edit])[edit.part]] == keys


def test_names_in_a_mapping_are_edited_one_by_one() -> None:
    changed = applied(SMALL, [Edit(part="limits", key="most_returns", before=2, after=3)])
    assert changed["limits"] == {"most_returns": 3}
    assert applied(SMALL, [Edit(part="limits", key="most_returns", before=2, after=None)])["limits"] == {}
    assert SMALL["limits"] == {"most_returns": 2}


RECORDS = st.fixed_dictionaries({"name": st.sampled_from(["một", "hai", "ba"])})
CATALOGUES = st.builds(
    lambda agencies, areas, limits: {
        **SMALL,
        "agencies": [{"slug": key, **agencies[key]} for key in sorted(agencies)],
        "areas": [{"code": key, **areas[key]} for key in sorted(areas)],
        "limits": limits,
    },
    st.dictionaries(st.sampled_from("abcde"), RECORDS),
    st.dictionaries(st.sampled_from("12345"), RECORDS),
    st.dictionaries(st.sampled_from(["most_returns", "info_wait"]), st.integers(1, 3)),
)


@given(CATALOGUES, CATALOGUES)
def test_the_differences_of_two_catalogues_make_one_of_the_other_and_clash_with_neither(old: dict, other: dict) -> None:
    found = differences(old, other)
    assert applied(old, found) == other
    assert clashes(old, found) == [] == clashes(other, found)


@given(CATALOGUES, CATALOGUES, CATALOGUES)
def test_later_edits_of_a_record_take_the_place_of_earlier_ones(old: dict, second: dict, third: dict) -> None:
    both = merged(differences(old, second), differences(second, third))
    joined = tuple(
        Edit(part=each.part, key=each.key, before=value_in(old, *each.place), after=each.after) for each in both
    )
    assert applied(old, merged((), joined)) == third
    assert len({each.place for each in joined}) == len(joined)


def test_what_somebody_else_changed_meanwhile_clashes_unless_it_is_what_was_wanted() -> None:
    edit = Edit(part="limits", key="most_returns", before=2, after=3)
    assert [clashes({**SMALL, "limits": {"most_returns": now}}, [edit]) for now in (2, 3, 4)] == [[], [], [edit]]


def test_what_comes_back_to_what_it_was_is_no_edit() -> None:
    there = Edit(part="limits", key="most_returns", before=2, after=3)
    back = Edit(part="limits", key="most_returns", before=2, after=2)
    assert merged([there], [back]) == ()


def test_a_group_passes_on_what_it_changes_to_those_below_that_had_it_from_it() -> None:
    known = gialai()
    group = value_in(known, "categories", "thu-tuc-hanh-chinh")
    found = {each["slug"]: each for each in with_family(known, {**group, "deadline": "nam-ngay", "name_vi": "Khác"})}
    below = {each["slug"] for each in known["categories"] if each["parent"] == "thu-tuc-hanh-chinh"}
    own = {slug for slug in below if value_in(known, "categories", slug)["deadline"] != "trong-ngay"}
    assert own and below - own
    assert set(found) == {"thu-tuc-hanh-chinh"} | below - own
    assert all(each["deadline"] == "nam-ngay" for each in found.values())
    assert [each["name_vi"] for each in found.values()].count("Khác") == 1


def test_a_group_that_only_changes_its_name_passes_nothing_on() -> None:
    known = gialai()
    group = value_in(known, "categories", "thu-tuc-hanh-chinh")
    assert [each["slug"] for each in with_family(known, {**group, "name_vi": "Khác"})] == ["thu-tuc-hanh-chinh"]


def test_bringing_an_earlier_catalogue_back_ends_what_has_come_since_and_restores_the_rest() -> None:
    earlier, present = gialai(), gialai()
    present["agencies"][0] = {**present["agencies"][0], "name": "Tên mới"}
    begun = {**present["agencies"][1], "slug": "zz-da-co", "valid_from": "2026-01-01", "valid_to": None}
    coming = {**begun, "slug": "zz-sap-co", "valid_from": "2099-01-01"}
    today = {**begun, "slug": "zz-hom-nay", "valid_from": TODAY.isoformat()}
    present["agencies"] += [begun, today, coming]
    found = applied(present, restoring(present, earlier, TODAY))
    extra = {each["slug"]: each["valid_to"] for each in found["agencies"] if each["slug"].startswith("zz")}
    assert extra == {"zz-da-co": "2026-11-22", "zz-hom-nay": "2026-11-23"}
    assert [each for each in found["agencies"] if not each["slug"].startswith("zz")] == earlier["agencies"]
