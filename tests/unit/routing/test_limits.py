"""The limits of the work, proof and steps, as the province writes them down."""

from __future__ import annotations

import shutil
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from services.kit.failures import Rejected
from services.routing import catalog
from services.routing.adapters.catalog_snapshot import catalog_of
from services.routing.domain.limits import Limits
from tests.unit.routing.catalogs import snapshot

GIALAI = Path(__file__).parents[3] / "deploy" / "data" / "gialai"
REAL = catalog.load(GIALAI)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GIALAI, tmp_path / "gialai"))


def test_every_limit_is_written_down_for_gia_lai() -> None:
    assert REAL["limits"].keys() == asdict(Limits()).keys()
    assert catalog_of(1, REAL).limits == Limits()


def test_a_catalogue_of_an_older_version_has_the_presets() -> None:
    older = snapshot()
    assert "limits" not in older
    assert catalog_of(1, older).limits == Limits()


def test_what_the_province_changes_counts_and_the_rest_stays() -> None:
    limits = catalog_of(1, snapshot(limits={"most_returns": 1, "part_share": 0.8})).limits
    assert (limits.most_returns, limits.part_share, limits.info_wait) == (1, 0.8, Limits().info_wait)


@pytest.mark.parametrize(
    "line", ["most_returns: -1", "due_soon_share: 1.5", "part_share: 0", "info_wait: mot tuan", "moi_thu: 1"]
)
def test_a_limit_that_means_nothing_is_refused(folder: Path, line: str) -> None:
    (folder / "limits.yaml").write_text(f"limits:\n  {line}\n", "utf-8")
    with pytest.raises(Rejected) as refused:
        catalog.load(folder)
    assert refused.value.slug == "catalog-malformed" and "limits.yaml" in refused.value.en


def test_a_folder_without_limits_is_not_whole(folder: Path) -> None:
    (folder / "limits.yaml").unlink()
    with pytest.raises(Rejected) as refused:
        catalog.load(folder)
    assert refused.value.slug == "catalog-unreadable"


def test_faults_of_the_infrastructure_need_proof_and_nothing_else_does() -> None:
    known = catalog_of(1, REAL)
    assert {slug for slug in known.categories if known.needs_proof(slug)} == {
        slug for slug in known.categories if slug.split(".")[0] == "ha-tang"
    }


def test_departments_have_their_leaders_word_before_an_answer_goes_out() -> None:
    known = catalog_of(1, REAL)
    assert known.needs_approval("so-xay-dung") and not known.needs_approval("ubnd-phuong-pleiku")
    assert all(each.kind == "department" for each in known.agencies.values() if each.approval)


def test_two_steps_of_one_name_cannot_be_told_apart() -> None:
    step: dict[str, Any] = {"slug": "da-nhan", "vi": "Đã nhận", "en": "Collected", "tell": True}
    doubled = deepcopy(REAL)
    doubled["categories"][0]["stages"] = [step, {**step, "vi": "Đã nhận lại"}]
    assert [each.slug for each in catalog.check(doubled)] == ["stage-doubled"]
