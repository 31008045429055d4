"""What counts as an outbreak: data of the province."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A burst: `cases` or more within `minutes`, and `times` as many as are usual at that hour.

    `categories` are slugs, or `a.*` for a branch and all below it. `everywhere`: counted for the whole province, since
    what fails knows no borders; else for each area by itself.
    """

    slug: str
    name: str
    categories: frozenset[str]
    cases: int
    minutes: int
    times: float
    everywhere: bool = False

    def covers(self, category: str | None) -> bool:
        """Return whether it is about this category."""
        return category is not None and any(_matches(each, category) for each in self.categories)


def _matches(pattern: str, category: str) -> bool:
    branch = pattern.removesuffix(".*")
    return category == branch or (branch != pattern and category.startswith(f"{branch}."))
