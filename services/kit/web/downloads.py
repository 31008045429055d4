"""A file that somebody sent us, on its way to a browser."""

from __future__ import annotations

import io

from flask import Response, send_file

from services.kit.files.open import OpenedFile

#: Beside the site's own policy; a browser keeps to both. A file gets no origin, no scripts, no forms.
SANDBOX = "default-src 'none'; sandbox"


def sent(opened: OpenedFile) -> Response:
    """Return the answer that carries the file, which no cache keeps; only pictures of our own drawing are shown."""
    response = send_file(
        io.BytesIO(opened.content),
        mimetype=opened.media_type,
        as_attachment=not opened.shown,
        download_name=opened.name,
        conditional=False,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
