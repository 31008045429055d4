"""The three families of failure, told apart by what to do about them.

* `Rejected`: the input is wrong. Say so, keep what was sent, do not try again.
* `Retryable`: the moment is wrong. Try again later.
* any other exception is a bug: it is retried with growing delays and then parked for a person to look at.
"""

from __future__ import annotations

from typing import Any


class Rejected(Exception):  # noqa: N818 - named by what to do, like the other family
    """The input cannot be accepted, now or later.

    `slug` is stable and meant for programs; `vi` and `en` are one sentence each, meant for people.
    `details` are extra facts that are safe to show (never personal data).
    """

    def __init__(self, slug: str, vi: str, en: str, **details: Any) -> None:
        super().__init__(slug)
        self.slug = slug
        self.vi = vi
        self.en = en
        self.details = details


class Retryable(Exception):  # noqa: N818
    """The work could not be done now but may succeed later, without anybody changing the input."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
