"""What is wrong with a file."""

from __future__ import annotations

from typing import NamedTuple


class FileFault(NamedTuple):
    """Why a file is not kept: `slug` for programs, a sentence each for people."""

    slug: str
    vi: str
    en: str
