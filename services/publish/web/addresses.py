"""Addresses that hold outside of this site, for feeds, maps and files."""

from __future__ import annotations

from flask import request

from services.publish.usecases.announcing import path_of
from services.publish.web.current import application


def absolute(path: str) -> str:
    """Return the address of a path: where the province says that this site is, else where it was just asked."""
    return (application().settings.public_url or request.url_root.rstrip("/")) + path


def page_of(code: str) -> str:
    """Return the address of a case's page."""
    return absolute(path_of(code))
