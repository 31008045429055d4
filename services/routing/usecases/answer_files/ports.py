"""What acts with files need to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from services.routing.domain.file import File

#: Owns the files of the centre's people, who belong to no agency.
CENTRE = "trung-tam"


class AnswerFiles(Protocol):
    """The files that were uploaded for answers."""

    def known_files(self, agency: str | None, ids: Sequence[str]) -> tuple[File, ...]:
        """Return the agency's own files with these ids, in this order, and hold them while they are being named.

        None is the centre. Raises `Rejected("unknown-file")` for an id that is nobody's or another agency's, and
        `Rejected("too-many-files")` for more than an answer may have.
        """
