"""Names of the catalogue: from what programs call things to what people call them, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from services.kit.failures import Rejected
from services.kit.text import fold
from services.routing.domain.catalog import Catalog
from services.routing.domain.steps import next_steps

DESK, AGENCY = "desk:", "agency:"


@dataclass(frozen=True, slots=True)
class Names:
    """Reads one version of the catalogue, in one language; what is no longer in it keeps its short name."""

    catalog: Catalog
    tongue: str = "vi"

    def agency(self, slug: str) -> str:
        """Return an agency's name."""
        known = self.catalog.agencies.get(slug)
        return known.name if known else slug

    def category(self, slug: str | None) -> str | None:
        """Return a category's name."""
        known = self.catalog.categories.get(slug or "")
        return known.name if known else slug

    def area(self, code: str | None) -> str | None:
        """Return an area's name."""
        known = self.catalog.areas.get(code or "")
        return known.name if known else code

    def stages_after(self, category: str | None, stage: str | None) -> list[tuple[str, str]]:
        """Return the steps of a category's work that are still to come: short name and name."""
        known = self.catalog.categories.get(category or "")
        coming = next_steps(known.stages, stage) if known else ()
        return [(each.slug, each.vi if self.tongue == "vi" else each.en) for each in coming]

    def stage(self, category: str | None, stage: str | None) -> str | None:
        """Return the name of a step."""
        known = self.catalog.categories.get(category or "")
        found = next((each for each in known.stages if each.slug == stage), None) if known else None
        return (found.vi if self.tongue == "vi" else found.en) if found else stage

    def by(self, who: str, words: Callable[..., str]) -> str:
        """Return who did something: a person's account, an agency's system, or the system itself."""
        if who.startswith(DESK):
            return who.removeprefix(DESK)
        if who.startswith(AGENCY):
            return words("case.by.system_of", agency=self.agency(who.removeprefix(AGENCY)))
        return words("case.by.system")

    def agencies_on(self, day: date) -> list[str]:
        """Return the names of the agencies that a case can be given to, in the order of the alphabet."""
        there = (each for each in self.catalog.agencies.values() if each.term.holds(day) and each.kind != "centre")
        return sorted((each.name for each in there), key=fold)

    def categories_on(self, day: date) -> list[tuple[str, str]]:
        """Return the topics that may be chosen: short name and name, branches before their leaves."""
        there = [each for each in self.catalog.categories.values() if each.term.holds(day)]
        return [(each.slug, each.name) for each in there]

    def areas_on(self, day: date) -> list[str]:
        """Return the names of the areas that may be chosen; where two share one, with the code."""
        there = [each for each in self.catalog.areas.values() if each.term.holds(day)]
        return sorted((f"{each.name} ({each.code})" for each in there), key=fold)

    def agency_called(self, typed: str) -> str:
        """Return the short name of the agency that somebody typed. Raises `Rejected("unknown-agency")`."""
        known = ((each.slug, each.name) for each in self.catalog.agencies.values())
        return _called(typed, known) or _unknown("unknown-agency", "cơ quan", "agency", typed)

    def area_called(self, typed: str) -> str:
        """Return the code of the area that somebody typed. Raises `Rejected("unknown-area")`."""
        code = typed.rpartition("(")[2].rstrip(") ")
        known = ((each.code, each.name) for each in self.catalog.areas.values())
        return (
            code
            if code in self.catalog.areas
            else _called(typed, known) or _unknown("unknown-area", "địa bàn", "area", typed)
        )


def _called(typed: str, known: Iterable[tuple[str, str]]) -> str | None:
    """Return the one thing with this short name or, letters' marks and case aside, this name.

    A beginning is enough where one name alone begins so: nobody says the province's name behind a department's.
    """
    wanted = fold(" ".join(typed.split()))
    names = {slug: fold(name) for slug, name in known}
    exact = {slug for slug in names if slug == typed.strip()}
    named = exact or {slug for slug, name in names.items() if name == wanted}
    begun = named or {slug for slug, name in names.items() if wanted and name.startswith(f"{wanted} ")}
    return begun.pop() if len(begun) == 1 else None


def _unknown(slug: str, vi: str, en: str, typed: str) -> str:
    shown = typed[:80]
    raise Rejected(slug, f"Không có {vi} “{shown}”. Xin chọn trong danh sách.", f"There is no {en} “{shown}”.")
