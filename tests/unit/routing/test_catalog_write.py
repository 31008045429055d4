"""The catalogue in force as files again: reading them gives the same catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.routing import catalog as catalog_files
from services.routing.domain.amending.edits import Edit, applied, value_in
from services.routing.domain.amending.families import with_family
from tests.unit.routing.amending.fakes import gialai


def test_gia_lai_s_catalogue_is_the_same_after_writing_and_reading(tmp_path: Path) -> None:
    catalog_files.write(gialai(), tmp_path / "gialai")
    assert catalog_files.load(tmp_path / "gialai") == gialai()


def edited(part: str, key: str, **changes: object) -> dict:
    known = gialai()
    record = {**value_in(known, part, key), **changes}
    records = with_family(known, record) if part == "categories" else [record]
    edits = [
        Edit(part=part, key=each.get("slug", key), before=value_in(known, part, key), after=each) for each in records
    ]
    return applied(known, edits)


@pytest.mark.parametrize(
    "changed",
    [
        edited("categories", "thu-tuc-hanh-chinh", deadline="nam-ngay", valid_to="2027-01-01"),
        edited("categories", "thu-tuc-hanh-chinh.cap-huyen", valid_to=None, questions=[]),
        edited("agencies", "so-y-te", name="Tên: có dấu “ngoặc”, # và 'nháy'", valid_from="2020-01-01"),
        {**gialai(), "limits": {}},
        {name: part for name, part in gialai().items() if name != "outbreaks"},
    ],
    ids=["a group", "a leaf", "an agency", "no limits", "no outbreaks"],
)
def test_what_the_desk_changed_is_the_same_after_writing_and_reading(tmp_path: Path, changed: dict) -> None:
    catalog_files.write(changed, tmp_path)
    assert catalog_files.load(tmp_path) == changed


def test_a_child_states_only_what_it_has_not_from_its_parent(tmp_path: Path) -> None:
    catalog_files.write(gialai(), tmp_path)
    text = (tmp_path / "categories.yaml").read_text("utf-8")
    assert "Cách thức nộp hồ sơ" in text
    assert text.count("identity:") < len(gialai()["categories"]) / 2


def test_a_child_that_outlives_its_parent_s_end_can_be_written(tmp_path: Path) -> None:
    known = gialai()
    group = {**value_in(known, "categories", "thu-tuc-hanh-chinh"), "valid_to": "2027-01-01"}
    edit = Edit(part="categories", key="thu-tuc-hanh-chinh", before=None, after=group)
    changed = applied(known, [edit])
    catalog_files.write(changed, tmp_path)
    assert catalog_files.load(tmp_path) == changed
