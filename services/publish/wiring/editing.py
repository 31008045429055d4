"""The composition of editing: the queue, changes to texts, pictures that go out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database
from ulid import ULID

from services.kit.clock import Clock
from services.kit.files.thread_workbench import ThreadWorkbench
from services.publish.adapters.drawing import PillowDrawing
from services.publish.adapters.gridfs_drawings import GridFsDrawings
from services.publish.adapters.kept_pictures import KeptPictures
from services.publish.adapters.mongo_queue import MongoLooks, MongoQueue
from services.publish.domain.photo import ANSWER, QUESTION
from services.publish.settings import Settings
from services.publish.usecases.editing import (
    Drawings,
    DrawPicture,
    EditorsQueue,
    EditPublication,
    HideWords,
    LetPictureOut,
    ListPublications,
    Looks,
    OpenPublication,
    Pictures,
    ShowAgain,
    SweepDrawings,
    TakePictureOut,
)
from services.publish.usecases.ports import Cases, PublicCases


@dataclass(frozen=True, slots=True, kw_only=True)
class EditingStore:
    """What editing runs on."""

    queue: EditorsQueue
    looks: Looks
    pictures: Pictures
    draw: DrawPicture
    drawings: Drawings


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """What editors can do."""

    list: ListPublications
    open: OpenPublication
    hide: HideWords
    show_again: ShowAgain
    let_out: LetPictureOut
    take_out: TakePictureOut
    drawings: Drawings
    sweep: SweepDrawings


def editing_store(database: Database[Any], settings: Settings, clock: Clock) -> EditingStore:
    """Return the store on the service's own database; pictures are fetched from the services that keep them."""
    sites = {QUESTION: settings.pictures.intake_url, ANSWER: settings.pictures.routing_url}
    return EditingStore(
        queue=MongoQueue(database),
        looks=MongoLooks(database),
        pictures=KeptPictures(sites, settings.pictures.key, clock),
        draw=PillowDrawing(ThreadWorkbench()),
        drawings=GridFsDrawings(database),
    )


def build_editing(store: EditingStore, cases: Cases, published: PublicCases, clock: Clock) -> Editing:
    """Return editing."""
    edit = EditPublication(cases, clock)

    def new_id() -> str:
        return str(ULID.from_datetime(clock.now()))

    return Editing(
        list=ListPublications(store.queue, cases, published),
        open=OpenPublication(cases, store.looks, clock),
        hide=HideWords(edit),
        show_again=ShowAgain(edit),
        let_out=LetPictureOut(edit, cases, store.pictures, store.draw, store.drawings, clock, new_id),
        take_out=TakePictureOut(edit, cases, store.drawings, clock),
        drawings=store.drawings,
        sweep=SweepDrawings(store.drawings, cases, clock),
    )
