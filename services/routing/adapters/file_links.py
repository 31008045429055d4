"""Links to citizens' files, each for one agency and for a limited time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.kit.events import AttachmentLink
from services.kit.web.links import signed
from services.routing.domain.file import File

#: The variant others than the citizen and the centre see: pictures without what the camera wrote into them.
VARIANT = "xem"
#: The small picture, for lists.
SMALL = "nho"


class FileLinks:
    """Signs links that the intake site checks: both know `key`. `base` is that site's public address."""

    def __init__(self, base: str, key: str, life: timedelta, variant: str = VARIANT) -> None:
        self._base = base
        self._key = key
        self._life = life
        self._variant = variant

    def __call__(self, files: Sequence[File], holder: str, since: datetime) -> tuple[AttachmentLink, ...]:
        """Return a link for each file, good for `holder` (an agency's slug) until `life` after `since`."""
        return tuple(self._link(each, holder, since + self._life) for each in files)

    def _link(self, file: File, holder: str, until: datetime) -> AttachmentLink:
        path = signed(f"/tep/{file.id}/{self._variant}", self._key, holder=holder, until=until)
        return AttachmentLink(
            name=file.name,
            media_type=file.media_type,
            kind=file.kind,
            size=file.size,
            url=self._base + path,
            ends_at=until,
        )


def no_links(_: Sequence[File], __: str, ___: datetime) -> tuple[AttachmentLink, ...]:
    """For commands, which hand no case to anybody."""
    return ()
