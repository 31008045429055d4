"""The archive in memory keeps the promises."""

from services.reporting.adapters.memory_archive import MemoryArchive
from services.reporting.usecases.archiving.ports import Archive
from tests.contract.reporting.archive_contract import ArchiveContract


class TestMemoryArchive(ArchiveContract):
    """The reference, held to the same promises."""

    def fresh(self) -> Archive:
        """Return an empty archive."""
        return MemoryArchive()
