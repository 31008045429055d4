"""What people call agencies and places, and what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.kit.failures import Rejected
from services.routing.adapters.catalog_snapshot import catalog_of
from services.routing.catalog import load
from services.routing.web.case_names import Names

GIALAI = Path(__file__).parents[3] / "deploy/data/gialai"


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(catalog_of(1, load(GIALAI)))


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Sở Xây dựng tỉnh Gia Lai", "so-xay-dung"),
        ("so xay dung tinh gia lai", "so-xay-dung"),
        ("so-xay-dung", "so-xay-dung"),
        # Nobody says the province's name behind a department's.
        ("Sở Xây dựng", "so-xay-dung"),
        ("  sở   xây dựng ", "so-xay-dung"),
    ],
)
def test_an_agency_is_known_by_its_name_or_the_beginning_that_it_alone_has(names, typed, slug):
    assert names.agency_called(typed) == slug


@pytest.mark.parametrize("typed", ["Sở", "Sở Xâ", "Ủy ban nhân dân xã", "Sở Xây dựng và", "", "   ", "Bộ Xây dựng"])
def test_what_several_could_mean_or_none_is_refused(names, typed):
    with pytest.raises(Rejected, match="unknown-agency"):
        names.agency_called(typed)
