"""Loading a catalogue: what a person may write, and what comes out."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from services.kit.failures import Rejected
from services.routing.catalog import load

GIALAI = Path(__file__).parents[3] / "deploy" / "data" / "gialai"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GIALAI, tmp_path / "gialai"))


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def by_slug(snapshot: dict[str, Any], part: str) -> dict[str, Any]:
    return {record["slug"]: record for record in snapshot[part]}


def test_the_same_folder_gives_the_same_snapshot_every_time() -> None:
    assert json.dumps(load(GIALAI)) == json.dumps(load(GIALAI))


def test_a_child_takes_from_its_group_what_it_does_not_state() -> None:
    categories = by_slug(load(GIALAI), "categories")
    assert categories["ha-tang.cay-xanh"]["deadline"] == categories["ha-tang"]["deadline"]
    assert categories["ha-tang.vien-thong"]["deadline"] == "hai-ngay"
    assert categories["ha-tang.cay-xanh"]["parent"] == "ha-tang"


def test_a_record_without_a_beginning_holds_from_the_first_day_of_the_catalogue() -> None:
    assert by_slug(load(GIALAI), "agencies")["so-y-te"]["valid_from"] == "2021-05-17"


def test_rules_come_in_their_order_whatever_the_order_of_the_file(folder: Path) -> None:
    rewrite(folder / "rules.yaml", "order: 10\n", "order: 9999\n")
    assert load(folder)["rules"][-1]["id"] == "thien-tai-khan"


def test_decomposed_vietnamese_is_loaded_precomposed(folder: Path) -> None:
    path = folder / "agencies.yaml"
    path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")
    assert load(folder) == load(GIALAI)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("agencies.yaml", "kind: centre", "kind: center"),  # a word that is not one of ours
        ("agencies.yaml", "kind: centre", "kind: centre, phone: 1022"),  # a field nobody reads
        ("areas.yaml", "valid_to: 2025-06-30", "valid_to: 30/06/2025"),  # a date in another form
        ("rules.yaml", "urgency: [urgent]", "urgency: [very]"),  # a condition that cannot hold
        ("deadlines.yaml", "urgent: 240", "urgent: 0"),  # due before it came
        ("calendar.yaml", '"23:00"', '"24:00"'),  # not on the clock
        ("categories.yaml", "identity: name_phone", "identity: passport"),  # an unknown policy
    ],
)
def test_a_mistake_in_a_file_is_refused_with_the_name_of_the_file(folder: Path, file: str, old: str, new: str) -> None:
    rewrite(folder / file, old, new)
    with pytest.raises(Rejected) as refused:
        load(folder)
    assert refused.value.slug == "catalog-malformed"
    assert file in refused.value.vi and file in refused.value.en
    assert refused.value.details["errors"]


def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / "rules.yaml").unlink()
    with pytest.raises(Rejected, match="catalog-unreadable") as refused:
        load(folder)
    assert "rules.yaml" in refused.value.en


def test_a_file_that_is_not_yaml_is_refused_by_name(folder: Path) -> None:
    (folder / "rules.yaml").write_text("rules: [", "utf-8")
    with pytest.raises(Rejected, match="catalog-unreadable"):
        load(folder)
