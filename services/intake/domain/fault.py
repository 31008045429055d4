"""What is wrong with one field of a case, in words the citizen understands."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """A wrong field. `field` is its name (nested: `contact/phone`), `slug` for programs, `vi` and `en` for people."""

    field: str
    slug: str
    vi: str
    en: str
