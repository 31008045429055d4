"""The keeper in memory keeps the promises."""

from __future__ import annotations

from services.reporting.adapters.forecasting.memory_calls import MemoryCalls
from tests.contract.reporting.calls_contract import CallsContract, Keeper


class TestMemoryCalls(CallsContract):
    """For tests."""

    def fresh(self) -> Keeper:
        """Return an empty keeper."""
        return MemoryCalls()
