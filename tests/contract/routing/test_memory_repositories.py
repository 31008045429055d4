"""The twins in memory keep the contract, so that what unit tests find with them holds for the real ones."""

import pytest

from tests.contract.routing import repositories_contract as contract
from tests.unit.routing.fakes import MemoryAccountBook, MemoryCases, MemoryCatalogs, MemoryRejections


class TestMemoryCases(contract.CasesContract):
    @pytest.fixture
    def cases(self):
        return MemoryCases()

    @pytest.fixture
    def rejections(self):
        return MemoryRejections()

    @pytest.fixture
    def told(self, cases):
        return lambda: [event.type for event in cases.events]


class TestMemoryRejections(contract.RejectionsContract):
    @pytest.fixture
    def rejections(self):
        return MemoryRejections()

    @pytest.fixture
    def refused(self, rejections):
        return lambda: [told.slug for told in rejections.told()]


class TestMemoryCatalogs(contract.CatalogsContract):
    @pytest.fixture
    def catalogs(self):
        return MemoryCatalogs()

    @pytest.fixture
    def spread(self, catalogs):
        return lambda: [event.data.version for event in catalogs.events]


class TestMemoryAccountBook(contract.AccountBookContract):
    @pytest.fixture
    def book(self):
        return MemoryAccountBook()

    @pytest.fixture
    def spread(self, book):
        return lambda: [(event.data.name, event.data.active) for event in book.events]
