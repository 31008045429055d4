"""In-memory twins of what editing runs on."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from PIL import Image

from services.kit.failures import Rejected
from services.publish.adapters.drawing import PillowDrawing
from services.publish.domain.case import Case
from services.publish.domain.photo import Picture
from services.publish.domain.policy import EDITOR, PUBLISHED, WAITING, WITHHELD
from services.publish.usecases.editing import Asked, Drawing, Look
from services.publish.wiring.editing import EditingStore
from tests.unit.publish.memory import MemoryCases


class AtOnce:
    """Port `Workbench`: does the work where it is asked."""

    def do(self, work, *arguments):  # type: ignore[no-untyped-def]
        return work(*arguments)


class MemoryQueue:
    """Port `EditorsQueue` on `MemoryCases`."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def find(self, asked: Asked, most: int) -> Sequence[Case]:
        found = sorted(self._all(asked, asked.state), key=_place)
        if asked.after:
            found = [each for each in found if _place(each) > (asked.after.answered_at, asked.after.code)]
        return found[:most]

    def counts(self, asked: Asked, most: int) -> Mapping[str, int]:
        return {state: len(self._all(asked, state)[:most]) for state in (WAITING, PUBLISHED, WITHHELD)}

    def _all(self, asked: Asked, state: str) -> list[Case]:
        return [each.case for each in self._cases.stored.values() if _fits(each.case, asked, state)]


def _fits(case: Case, asked: Asked, state: str) -> bool:
    answer = case.answer
    if answer is None or case.state != state or (state == WITHHELD and answer.reason != EDITOR):
        return False
    named = (*(each.category for each in case.answers.values()), *(each.category for each in case.routings.values()))
    in_category = not asked.category or any(f"{each}.".startswith(f"{asked.category}.") for each in named)
    return in_category and asked.agency in (None, *(each.agency for each in case.answers.values()))


def _place(case: Case) -> tuple[datetime, str]:
    assert case.answer
    return case.answer.answered_at, case.code


class MemoryLooks:
    """Port `Looks`."""

    def __init__(self) -> None:
        self.all: list[Look] = []

    def add(self, look: Look) -> None:
        self.all.append(look)


class MemoryPictures:
    """Port `Pictures`: `by_id` is what is kept elsewhere."""

    def __init__(self) -> None:
        self.by_id: dict[str, bytes] = {}
        self.asked: list[str] = []

    def fetch(self, picture: Picture) -> bytes:
        self.asked.append(picture.id)
        if picture.id not in self.by_id:
            raise Rejected("unknown-picture", "Không còn ảnh này.", "This picture is not there any more.")
        return self.by_id[picture.id]


class MemoryDrawings:
    """Port `Drawings`."""

    def __init__(self) -> None:
        self.stored: dict[str, tuple[str, Drawing]] = {}
        self._unsure: dict[str, datetime] = {}

    def keep(self, drawing_id: str, code: str, drawing: Drawing, now: datetime) -> None:
        self.stored[drawing_id] = (code, drawing)
        self._unsure[drawing_id] = now

    def read(self, drawing_id: str, *, small: bool) -> bytes | None:
        found = self.stored.get(drawing_id)
        return None if found is None else found[1].thumbnail if small else found[1].view

    def doubt(self, ids: Collection[str], now: datetime) -> None:
        self._unsure |= {each: now for each in ids if each in self.stored}

    def unsure(self, older_than: datetime, most: int) -> Sequence[tuple[str, str]]:
        old = sorted((at, each) for each, at in self._unsure.items() if at < older_than)
        return [(each, self.stored[each][0]) for _, each in old[:most]]

    def sure(self, ids: Collection[str]) -> None:
        for each in ids:
            self._unsure.pop(each, None)

    def delete(self, drawing_id: str) -> None:
        self.stored.pop(drawing_id, None)
        self._unsure.pop(drawing_id, None)


def memory_editing(cases: MemoryCases) -> EditingStore:
    """Return a store in memory; pictures are really drawn."""
    return EditingStore(
        queue=MemoryQueue(cases),
        looks=MemoryLooks(),
        pictures=MemoryPictures(),
        draw=PillowDrawing(AtOnce()),
        drawings=MemoryDrawings(),
    )


def a_photo(colour: tuple[int, int, int] = (200, 60, 40), size: tuple[int, int] = (400, 300)) -> bytes:
    """Return a JPEG of one colour, with notes as a camera writes them."""
    picture, written = Image.new("RGB", size, colour), io.BytesIO()
    notes = picture.getexif()
    notes[0x010F], notes[0x9286] = "A camera", "Nguyễn Văn An".encode()
    picture.save(written, "JPEG", exif=notes, quality=95)
    return written.getvalue()
