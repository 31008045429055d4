"""The keeper in memory keeps the promises."""

from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.usecases.ports import FactSheets
from tests.contract.reporting.fact_sheets_contract import FactSheetsContract


class TestMemoryFactSheets(FactSheetsContract):
    """The reference, held to the same promises."""

    def fresh(self) -> FactSheets:
        """Return an empty keeper."""
        return MemoryFactSheets()
