"""Import a file at the desk: looked at first, stored when somebody says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ulid import ULID

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.knowledge.entry import Kind
from services.routing.domain.policies import Actor
from services.routing.usecases.knowledge.import_entries import ImportEntries, Plan
from services.routing.usecases.knowledge.ports import Upload, Uploads
from services.routing.usecases.knowledge.refusals import may_write
from services.routing.usecases.knowledge.sheets import ReadSheets

#: How long somebody may think about a preview.
KEPT = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class ImportFile:
    """The use case. The file is read again at the end: what others changed meanwhile is seen."""

    uploads: Uploads
    read_sheets: ReadSheets
    import_entries: ImportEntries
    clock: Clock

    def preview(self, name: str, content: bytes, kind: Kind | None, actor: Actor) -> tuple[str, Plan]:
        """Return what an import would do, and the id under which the file waits. Raises what the import does."""
        may_write(actor)
        plan = self.import_entries.preview(self.read_sheets(content), actor, kind)
        upload = Upload(str(ULID()), actor.name, name, kind.value if kind else None, content)
        self.uploads.keep(upload, self.clock.now() + KEPT)
        return upload.id, plan

    def confirm(self, id_: str, actor: Actor) -> Plan:
        """Import the file that waits; twice is once. Raises `Rejected`: unknown-upload, and what the import does."""
        may_write(actor)
        found = self.uploads.find(id_, actor.name)
        if found is None:
            raise Rejected(
                "unknown-upload",
                "Tệp này đã nhập xong hoặc đã hết hạn chờ. Xin chọn lại tệp.",
                "This file was imported already or has waited too long. Please choose it again.",
            )
        kind = Kind(found.kind) if found.kind else None
        plan = self.import_entries(self.read_sheets(found.content), actor, kind)
        self.uploads.forget(id_)
        return plan
