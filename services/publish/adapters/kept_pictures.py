"""Pictures of cases from where they are kept: the intake's site and the desk's, by links that we sign ourselves.

Only the id of a picture comes from outside; the address is ours, so nobody can make this process ask elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import requests

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.kit.files.limits import MEGABYTE
from services.kit.web.links import signed
from services.publish.domain.photo import Picture

HOLDER = "publish"
LIFE = timedelta(minutes=2)
SECONDS = (2.0, 10.0)
MOST_BYTES = 10 * MEGABYTE
CHUNK = 64 * 1024
SERVER_ERROR = 500
_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


class KeptPictures:
    """Port `Pictures`. `sites` is where each part's pictures are (no address: nowhere); `key` signs the links."""

    def __init__(self, sites: Mapping[str, str], key: str, clock: Clock) -> None:
        self._sites = sites
        self._key = key
        self._clock = clock
        self._session = requests.Session()
        self._session.trust_env = False

    def fetch(self, picture: Picture) -> bytes:
        """Return what others see of the picture, at most 10 MB."""
        site = self._sites.get(picture.part, "")
        if not site or not self._key:
            raise Retryable("FILES_KEY or the address of the pictures is not set")
        if not _ID.fullmatch(picture.id):
            raise _unknown()
        path = signed(f"/tep/{picture.id}/xem", self._key, holder=HOLDER, until=self._clock.now() + LIFE)
        try:
            with self._session.get(f"{site}{path}", timeout=SECONDS, allow_redirects=False, stream=True) as answer:
                return _content(answer)
        except requests.RequestException as error:
            raise Retryable(f"pictures are away: {type(error).__name__}") from error


def _content(answer: requests.Response) -> bytes:
    if answer.status_code >= SERVER_ERROR:
        raise Retryable(f"pictures are away: http-{answer.status_code}")
    if answer.status_code != requests.codes.ok:
        raise _unknown()
    content = bytearray()
    for piece in answer.iter_content(CHUNK):
        content += piece
        if len(content) > MOST_BYTES:
            raise Rejected("picture-not-readable", "Ảnh quá lớn.", "The picture is too large.")
    return bytes(content)


def _unknown() -> Rejected:
    return Rejected("unknown-picture", "Không còn ảnh này.", "This picture is not there any more.")
