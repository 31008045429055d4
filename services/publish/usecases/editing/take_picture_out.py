"""An editor takes a picture out of what the public sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.kit.clock import Clock
from services.publish.domain.case import Case, EditorialAct
from services.publish.domain.editing import TOOK_OUT
from services.publish.usecases.editing.edit_publication import EditPublication
from services.publish.usecases.editing.ports import Drawings
from services.publish.usecases.ports import Cases


@dataclass(frozen=True, slots=True)
class TakePictureOut:
    """The case forgets the drawing, then it is deleted; killed in between, the sweep deletes it."""

    edit: EditPublication
    cases: Cases
    drawings: Drawings
    clock: Clock

    def __call__(self, code: str, picture: str, editor: str, version: str | None = None) -> Case:
        """Take out what was drawn of `picture`; one that is not out changes nothing. Raises as editing does."""
        stored = self.cases.load([code]).get(code)
        drawn = [each.id for each in stored.case.photos if each.source == picture] if stored else []
        self.drawings.doubt(drawn, self.clock.now())

        def take_out(case: Case, now: datetime) -> tuple[Case, EditorialAct | None]:
            left = tuple(each for each in case.photos if each.source != picture)
            if len(left) == len(case.photos):
                return case, None
            return replace(case, photos=left), EditorialAct(at=now, by=f"desk:{editor}", did=TOOK_OUT, part=picture)

        case = self.edit(code, version, take_out)
        for drawing_id in set(drawn) - {each.id for each in case.photos}:
            self.drawings.delete(drawing_id)
        return case
