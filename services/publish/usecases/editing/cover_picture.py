"""An editor lets a picture out: drawn anew, with what nobody shall see painted over for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.publish.domain.case import Case, EditorialAct
from services.publish.domain.editing import LET_OUT
from services.publish.domain.photo import LONGEST_ALT, Picture, PublicPhoto
from services.publish.usecases.decide_publication import check_version, unknown_case
from services.publish.usecases.editing.edit_publication import EditPublication, check_editable
from services.publish.usecases.editing.ports import Cover, Drawing, Drawings, DrawPicture, Pictures
from services.publish.usecases.ports import Cases

MOST_COVERS = 50
WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Wish:
    """Which picture is to go out, what of it is covered, and what it shows in words, for those who do not see it."""

    picture: str
    covers: Sequence[Cover]
    alt: str


@dataclass(frozen=True, slots=True)
class LetPictureOut:
    """Draws the picture without its covered parts, stores the drawing, and then names it in the case.

    Killed in between, the drawing is swept: no case names it. The picture as it was sent stays where it is kept.
    """

    edit: EditPublication
    cases: Cases
    pictures: Pictures
    draw: DrawPicture
    drawings: Drawings
    clock: Clock
    new_id: Callable[[], str]

    def __call__(self, code: str, wish: Wish, editor: str, version: str | None = None) -> Case:
        """Let it out, in place of what was drawn of it before.

        Raises `Rejected` unknown-picture, picture-never-public, picture-not-readable, alt-missing, covers-not-valid,
        and as editing does; `Retryable` while the service that keeps the picture is away.
        """
        before = self._case(code, version)
        _check(wish)
        picture = _picture(before, wish.picture)
        drawing = self.draw(self.pictures.fetch(picture), wish.covers)
        if drawing.card:
            raise _never_public()
        photo = _photo(self.new_id(), picture, wish, drawing)
        self.drawings.keep(photo.id, code, drawing, self.clock.now())
        replaced = [each.id for each in before.photos if each.source == photo.source]
        self.drawings.doubt(replaced, self.clock.now())
        case = self.edit(code, version, _let_out(photo, editor))
        for drawing_id in replaced:
            self.drawings.delete(drawing_id)
        return case

    def _case(self, code: str, version: str | None) -> Case:
        """Return the case, refused before anything is fetched for it."""
        stored = self.cases.load([code]).get(code)
        if stored is None:
            raise unknown_case()
        check_editable(stored.case)
        check_version(stored.case, version)
        return stored.case


def _let_out(photo: PublicPhoto, editor: str) -> Callable[[Case, datetime], tuple[Case, EditorialAct | None]]:
    def let_out(case: Case, now: datetime) -> tuple[Case, EditorialAct | None]:
        _picture(case, photo.source)
        others = tuple(each for each in case.photos if each.source != photo.source)
        act = EditorialAct(at=now, by=f"desk:{editor}", did=LET_OUT, part=photo.source)
        return replace(case, photos=(*others, photo)), act

    return let_out


def _check(wish: Wish) -> None:
    if not visible_line(wish.alt):
        raise Rejected(
            "alt-missing",
            "Xin ghi ảnh cho thấy gì, cho người không nhìn được ảnh.",
            "Please say what the picture shows, for those who cannot see it.",
        )
    if len(wish.covers) > MOST_COVERS or not all(map(_lies_inside, wish.covers)):
        raise Rejected(
            "covers-not-valid",
            f"Phần che phải nằm trong ảnh, tính theo phần trăm; nhiều nhất {MOST_COVERS} phần.",
            f"Covered parts lie inside the picture, in percent; at most {MOST_COVERS}.",
        )


def _lies_inside(cover: Cover) -> bool:
    across = 0 <= cover.left < cover.left + cover.width <= WHOLE
    return across and 0 <= cover.top < cover.top + cover.height <= WHOLE


def _picture(case: Case, picture_id: str) -> Picture:
    found = next((each for each in case.pictures if each.id == picture_id), None)
    if found is None:
        raise Rejected("unknown-picture", "Phản ánh này không có ảnh đó.", "This case has no such picture.")
    if found.caution:
        raise _never_public()
    return found


def _never_public() -> Rejected:
    return Rejected(
        "picture-never-public",
        "Ảnh có vẻ chụp giấy tờ tùy thân nên không được công khai. Có thể che hẳn phần giấy tờ.",
        "The picture seems to show an identity paper and is never public. You may cover the paper wholly.",
    )


def _photo(drawing_id: str, picture: Picture, wish: Wish, drawing: Drawing) -> PublicPhoto:
    return PublicPhoto(
        id=drawing_id,
        source=picture.id,
        part=picture.part,
        alt=visible_line(wish.alt)[:LONGEST_ALT],
        width=drawing.width,
        height=drawing.height,
        covers=len(wish.covers),
    )
