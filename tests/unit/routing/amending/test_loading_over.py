"""Loading a folder does not overwrite what people changed at the desk, unless they say so."""

from __future__ import annotations

import pytest

from services.kit.failures import Rejected
from services.routing import catalog as catalog_files
from services.routing.usecases.load_catalog import LoadCatalog
from tests.unit.routing.amending.fakes import Office, gialai


def loader(office: Office) -> LoadCatalog:
    return LoadCatalog(office.versions, catalog_files.check, office.clock, None, office.versions)


def changed_at_the_desk() -> Office:
    office = Office()
    office.decided(office.draft(office.renamed("so-y-te", "Tên mới")))
    return office


def test_what_the_desk_changed_stays() -> None:
    office = changed_at_the_desk()
    with pytest.raises(Rejected) as why:
        loader(office)(gialai())
    assert (why.value.slug, why.value.details) == ("catalog-amended", {"version": 2})
    assert office.versions.version == 2


def test_whoever_says_so_loads_over_it_and_then_it_is_the_files_again() -> None:
    office = changed_at_the_desk()
    assert loader(office)(gialai(), replace=True).version == 3
    assert loader(office)({**gialai(), "limits": {}}).version == 4


def test_what_was_written_out_from_the_desk_can_be_loaded_again() -> None:
    office = changed_at_the_desk()
    assert not loader(office)(office.present).is_new
    first, *others = office.present["rules"]
    assert loader(office)({**office.present, "rules": [{**first, "why_vi": "Vì khác"}, *others]}).is_new
