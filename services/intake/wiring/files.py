"""The composition of what keeps, opens and sweeps files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.intake.adapters.named_files import MongoNamedFiles
from services.intake.settings.files import FileSettings
from services.kit.clock import Clock
from services.kit.files.clamd import scanner
from services.kit.files.examine import ExamineFile
from services.kit.files.gridfs import GridFsFiles
from services.kit.files.keep import KeepAttachments
from services.kit.files.open import OpenAttachment
from services.kit.files.picture import PillowPictures
from services.kit.files.ports import Files
from services.kit.files.sweep import SweepAttachments
from services.kit.files.workbench import workbench
from services.kit.storage.leases import MongoLeases


@dataclass(frozen=True, slots=True)
class FileUseCases:
    """What can be done with files."""

    keep: KeepAttachments
    open: OpenAttachment
    sweep: SweepAttachments


def build_files(
    settings: FileSettings, database: Database[Any], clock: Clock, files: Files | None = None
) -> FileUseCases:
    """Return the use cases on real adapters, or on a test's `files`; the sweep always works on the database."""
    stored = GridFsFiles(database)
    examine = ExamineFile(
        PillowPictures(settings.limits.pixels), scanner(settings.clamd), workbench(), settings.limits, clock
    )
    return FileUseCases(
        keep=KeepAttachments(files or stored, examine, settings.limits, clock, settings.unnamed),
        open=OpenAttachment(files or stored),
        sweep=SweepAttachments(stored, MongoNamedFiles(database), MongoLeases(database), clock, settings.unnamed),
    )
