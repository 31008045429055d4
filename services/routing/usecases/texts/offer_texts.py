"""Offer the canned texts that fit a case, filled in with what the case has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.kit.text import fold
from services.routing.domain.canned_text import CannedText, filled, has_gap
from services.routing.domain.case import Case
from services.routing.domain.catalog import Catalog
from services.routing.domain.policies import Actor
from services.routing.domain.roles import ADMINISTRATOR, SHIFT_LEAD
from services.routing.domain.seeing import sees_contact
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.texts.ports import CannedTexts

#: They edit the texts of every role.
SEE_ALL = frozenset({ADMINISTRATOR, SHIFT_LEAD})
Values = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Offered:
    """A text as it would stand in the answer; `gap`: something in it must be filled in by hand."""

    text: CannedText
    words: str
    gap: bool


@dataclass(frozen=True, slots=True)
class OfferTexts:
    """The use case."""

    texts: CannedTexts
    catalogs: Catalogs
    clock: Clock

    def for_case(self, case: Case, actor: Actor, words: str = "") -> Sequence[Offered]:
        """Return what fits a case, what is for its category first; `words` narrow it, diacritics aside."""
        catalog, now = self.catalogs.assigner().catalog, self.clock.now()
        values, tongue = values_of(case, actor, catalog, now), case.submission.language
        return self._offered(case.category, actor, words, values, tongue)

    def for_category(self, category: str | None, actor: Actor, words: str = "") -> Sequence[Offered]:
        """Return what fits a case that is being filed: all that is known of it is the day."""
        catalog, now = self.catalogs.assigner().catalog, self.clock.now()
        known = catalog.categories.get(category or "")
        values = {"ngay": _day(now, catalog), "linh_vuc": known.name if known else None}
        return self._offered(category, actor, words, values, "vi")

    def unfilled(self, actor: Actor, words: str, tongue: str) -> Sequence[Offered]:
        """Return all that somebody of this role may use, with the variables as they are."""
        mine = [each for each in self.texts.all() if each.role in (None, actor.role) or actor.role in SEE_ALL]
        return [Offered(each, each.body(tongue), gap=False) for each in mine if _about(each, words)]

    def _offered(
        self, category: str | None, actor: Actor, words: str, values: Values, tongue: str
    ) -> Sequence[Offered]:
        fitting = [each for each in self.texts.all() if each.fits(category, actor.role) and _about(each, words)]
        bodies = [(each, filled(each.body(tongue), values)) for each in sorted(fitting, key=lambda e: not e.categories)]
        return [Offered(each, body, has_gap(body)) for each, body in bodies]


def values_of(case: Case, actor: Actor, catalog: Catalog, now: datetime) -> Values:
    """Return what the variables stand for. A name is filled in only for whoever may see the contact."""
    said, current = case.submission, case.current
    area, category = catalog.areas.get(case.area or ""), catalog.categories.get(case.category or "")
    name = said.contact.name if said.contact and sees_contact(actor, case) else None
    return {
        "ma": f"{case.code[:6]} {case.code[6:12]} {case.code[12:]}",
        "tieu_de": said.title,
        "ten_co_quan": current.agency_name,
        "han": catalog.agency_hours.local(current.due_at).strftime("%H:%M ngày %d/%m/%Y"),
        "ngay": _day(now, catalog),
        "nguoi_dan": name,
        "linh_vuc": category.name if category else None,
        "dia_ban": area.name if area else None,
        "dia_chi": said.address,
    }


def _day(now: datetime, catalog: Catalog) -> str:
    return catalog.agency_hours.local(now).strftime("%d/%m/%Y")


def _about(text: CannedText, words: str) -> bool:
    wanted = fold(words).split()
    inside = fold(f"{text.title} {text.slug} {text.body_vi}")
    return all(each in inside for each in wanted)
