"""The composition of what keeps, opens and sweeps files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.intake.adapters.clamd import scanner
from services.intake.adapters.gridfs_files import GridFsFiles
from services.intake.adapters.mongo_leases import MongoLeases
from services.intake.adapters.named_files import MongoNamedFiles
from services.intake.adapters.picture import PillowPictures
from services.intake.adapters.workbench import workbench
from services.intake.settings.files import FileSettings
from services.intake.usecases.examine_file import ExamineFile
from services.intake.usecases.file_ports import Files
from services.intake.usecases.keep_attachments import KeepAttachments
from services.intake.usecases.open_attachment import OpenAttachment
from services.intake.usecases.sweep_attachments import SweepAttachments
from services.kit.clock import Clock


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
