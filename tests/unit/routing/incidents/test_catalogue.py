"""Outbreaks are data of the province: read, checked, and put into the domain's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.routing.adapters.catalog_snapshot import catalog_of
from services.routing.catalog import check, load
from services.routing.domain.outbreak import Watch
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.incidents.test_incidents import WATCH

GIALAI = Path(__file__).parents[4] / "deploy/data/gialai"


def test_gia_lai_watches_for_power_water_floods_roads_and_health() -> None:
    whole = load(GIALAI)
    watches = catalog_of(1, whole).outbreaks
    assert {"mat-dien", "mat-nuoc", "ngap-lut", "giao-thong", "suc-khoe"} <= {each.slug for each in watches}
    covered = {slug["slug"] for slug in whole["categories"] if any(each.covers(slug["slug"]) for each in watches)}
    assert "ha-tang.dien-luc" in covered and not any(slug.startswith("thu-tuc-hanh-chinh") for slug in covered)
    assert [each for each in watches if each.everywhere]


def test_a_watch_is_read_as_it_is_written() -> None:
    (watch,) = catalog_of(1, snapshot(outbreaks=[{**WATCH, "where": "province"}])).outbreaks
    assert watch == Watch(
        slug="mat-den",
        name="Mất đèn đường diện rộng",
        categories=frozenset({"ha-tang.*"}),
        cases=4,
        minutes=60,
        times=3.0,
        everywhere=True,
    )
    assert catalog_of(1, snapshot()).outbreaks == ()


@pytest.mark.parametrize(
    ("watches", "slug"),
    [
        ([{**WATCH, "categories": ["ha-tang.khong-co"]}], "outbreak-of-nothing"),
        ([WATCH, WATCH], "outbreak-doubled"),
    ],
)
def test_a_slip_of_the_pen_is_found(watches: list[dict[str, Any]], slug: str) -> None:
    assert slug in {each.slug for each in check({**load(GIALAI), "outbreaks": watches})}


def test_a_folder_may_do_without(tmp_path: Path) -> None:
    for path in GIALAI.glob("*.yaml"):
        if path.name != "outbreaks.yaml":
            (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    assert "outbreaks" not in load(tmp_path)
