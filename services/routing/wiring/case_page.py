"""The composition of what the case page needs besides cases: answer files, looks, messages told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.kit.files.clamd import scanner
from services.kit.files.examine import ExamineFile
from services.kit.files.gridfs import GridFsFiles
from services.kit.files.keep import KeepAttachments
from services.kit.files.open import OpenAttachment
from services.kit.files.picture import PillowPictures
from services.kit.files.ports import Files, UnnamedFiles
from services.kit.files.sweep import SweepAttachments
from services.kit.files.workbench import workbench
from services.kit.settings import CommonSettings
from services.kit.storage.leases import MongoLeases
from services.routing.adapters.answer_file_names import MongoAnswerFileNames
from services.routing.adapters.file_links import SMALL, VARIANT, FileLinks, no_links
from services.routing.adapters.mongo_looks import MongoLooks
from services.routing.adapters.mongo_told import MongoTold
from services.routing.settings import RoutingSettings
from services.routing.settings.case import CaseSettings
from services.routing.usecases.answer_files.name_files import NameFiles
from services.routing.usecases.answer_files.ports import AnswerFiles
from services.routing.usecases.find_cases import FindCases
from services.routing.usecases.looking import FindLooks, LookAtContact, Looks
from services.routing.usecases.messages import KeepTold, ToldMessages
from services.routing.usecases.ports import Linker

#: A page is read within a working day; what goes out with events lives longer.
PAGE_LINKS_LIVE = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """Who makes the links on a page: to citizens' files and their small pictures, to files of answers and theirs."""

    files: Linker = no_links
    small: Linker = no_links
    answers: Linker = no_links
    answers_small: Linker = no_links


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStore:
    """The adapters. `sweep` is None where nothing is swept: in memory."""

    files: Files
    looks: Looks
    told: ToldMessages
    sweep: tuple[UnnamedFiles, MongoAnswerFileNames, MongoLeases] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What can be done. `answer_files` and `answer_links` are for acts that name files in an answer."""

    keep_files: KeepAttachments
    open_file: OpenAttachment
    answer_files: AnswerFiles
    answer_links: Linker
    page_links: PageLinks
    look_at_contact: LookAtContact
    find_looks: FindLooks
    told: ToldMessages
    keep_told: KeepTold
    store: CaseStore
    clock: Clock
    unnamed: timedelta

    def sweep_files(self) -> bool:
        """Delete uploaded files that no answer came to name; return whether there may be more."""
        if self.store.sweep is None:
            return False
        return SweepAttachments(*self.store.sweep, self.clock, self.unnamed)()


def case_store(database: Database[Any]) -> CaseStore:
    """Return the adapters on a database."""
    files = GridFsFiles(database)
    return CaseStore(
        files=files,
        looks=MongoLooks(database),
        told=MongoTold(database),
        sweep=(files, MongoAnswerFileNames(database), MongoLeases(database)),
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    for each in (GridFsFiles(database), MongoLooks(database), MongoTold(database), MongoAnswerFileNames(database)):
        each.prepare()


def build_case_page(settings: CommonSettings, store: CaseStore, clock: Clock, find_cases: FindCases) -> CasePage:
    """Return the use cases; commands, which have common settings only, hand no file to anybody."""
    own = settings.case if isinstance(settings, RoutingSettings) else CaseSettings()
    examine = ExamineFile(PillowPictures(own.limits.pixels), scanner(own.clamd), workbench(), own.limits, clock)
    return CasePage(
        keep_files=KeepAttachments(store.files, examine, own.limits, clock, own.unnamed),
        open_file=OpenAttachment(store.files),
        answer_files=NameFiles(store.files, clock, own.unnamed, own.limits.files),
        answer_links=_answer_links(settings),
        page_links=_page_links(settings),
        look_at_contact=LookAtContact(find_cases, store.looks, clock),
        find_looks=FindLooks(store.looks),
        told=store.told,
        keep_told=KeepTold(store.told),
        store=store,
        clock=clock,
        unnamed=own.unnamed,
    )


def _answer_links(settings: CommonSettings) -> Linker:
    if isinstance(settings, RoutingSettings):
        return FileLinks(settings.case.url, settings.files_key, timedelta(days=settings.files_days))
    return no_links


def _page_links(settings: CommonSettings) -> PageLinks:
    """A page's own files lie under its own address, whatever name the reader's browser knows it by."""
    if not isinstance(settings, RoutingSettings):
        return PageLinks()
    intake, here, key, life = settings.files_url, "", settings.files_key, PAGE_LINKS_LIVE
    return PageLinks(
        files=FileLinks(intake, key, life, VARIANT),
        small=FileLinks(intake, key, life, SMALL),
        answers=FileLinks(here, key, life, VARIANT),
        answers_small=FileLinks(here, key, life, SMALL),
    )
