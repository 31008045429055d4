"""Files that came with a form."""

from __future__ import annotations

from flask import request

from services.kit.files.keep import Upload

#: A form with ten telephone pictures. The use case has its own, finer limits.
MOST_BYTES = 30 * 1024 * 1024
FIELD = "files"


def uploads() -> list[Upload]:
    """Return the files of the current request; an input that was left empty sends one without a name."""
    return [
        Upload(name=each.filename, content=each.read(), declared_type=each.mimetype)
        for each in request.files.getlist(FIELD)
        if each.filename
    ]
