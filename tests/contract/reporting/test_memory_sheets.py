"""The keeper in memory keeps the promises."""

from services.reporting.adapters.memory_sheets import MemoryFactSheets
from tests.contract.reporting.fact_sheets_contract import FactSheetsContract, Keeper


class TestMemoryFactSheets(FactSheetsContract):
    """The reference, held to the same promises."""

    def fresh(self) -> Keeper:
        """Return an empty keeper."""
        return MemoryFactSheets()
