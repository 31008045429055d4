"""What an operator may choose while filing, by the names that people type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.failures import Rejected
from services.kit.text import fold
from services.routing.usecases.calls import CallCategory


@dataclass(frozen=True, slots=True)
class Topics:
    """The categories of today, in one language."""

    categories: Sequence[CallCategory]
    tongue: str = "vi"

    def names(self) -> list[tuple[str, str]]:
        """Return slug and name of each; where two share a name, with the group."""
        said = [self._name(each) for each in self.categories]
        return [
            (each.slug, name if said.count(name) == 1 else f"{name} ({self._group(each)})")
            for each, name in zip(self.categories, said, strict=True)
        ]

    def name(self, slug: str | None) -> str:
        """Return what is typed for a category; empty for none, and for one that is no longer there."""
        return dict(self.names()).get(slug or "", "")

    def called(self, typed: str) -> CallCategory | None:
        """Return the category that was typed, None where nothing was. Raises `Rejected("unknown-category")`."""
        wanted = fold(" ".join(typed.split()))
        if not wanted:
            return None
        slugs = {slug for slug, name in self.names() if wanted in (fold(name), slug)}
        if len(slugs) != 1:
            shown = typed[:80]
            raise Rejected(
                "unknown-category",
                f"Không có lĩnh vực “{shown}”. Xin chọn trong danh sách.",
                f"There is no category “{shown}”.",
            )
        slug = slugs.pop()
        return next(each for each in self.categories if each.slug == slug)

    def _name(self, category: CallCategory) -> str:
        return category.name_vi if self.tongue == "vi" else category.name_en

    def _group(self, category: CallCategory) -> str:
        return category.group_vi if self.tongue == "vi" else category.group_en
