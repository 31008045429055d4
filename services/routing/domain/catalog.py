"""The reference data that routing decides by: what exists, and from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from services.routing.domain.calendar import WorkingCalendar
from services.routing.domain.forwarding import Forwarding
from services.routing.domain.limits import Limits
from services.routing.domain.outbreak.watch import Watch
from services.routing.domain.rules import Default, Rule
from services.routing.domain.term import Term
from services.routing.domain.territory import Area, Territory

CENTRE = "centre"


class BrokenCatalog(LookupError):  # noqa: N818 - says what is broken
    """The catalogue names something that it does not contain. The message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step of work whose steps are known, such as a pick-up by post. `tell`: the citizen wants to hear of it.

    `after`: the steps it may follow; where no step of a category says so, they are a line. `needs`: tracking, note or
    day. `centre`: the centre may say it too. `ends`: the outcome with which the case is answered at this step, and
    `ends_if` a question with the answers on which it is.
    """

    slug: str
    vi: str
    en: str
    tell: bool
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    centre: bool = False
    ends: str | None = None
    ends_if: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A topic, leaf or branch. `share_contact`: no agency can act on it without the citizen's contact.

    `proof`: nobody may say that it is fixed without showing it. `stages` are its known steps, first to last.
    """

    slug: str
    name: str
    deadline: str
    share_contact: bool
    term: Term
    proof: bool = False
    stages: tuple[Stage, ...] = ()
    publish: str = "editor"
    identity: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Somebody a case can be sent to. `successor` takes over what is open when the term ends.

    `approval`: what its officers write at the desk needs its leader's approval.
    """

    slug: str
    name: str
    kind: str
    successor: str | None
    term: Term
    approval: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """How long an answer may take, in working minutes by urgency. `example`: taken from elsewhere, not decided here."""

    slug: str
    name: str
    source: str
    example: bool
    minutes: Mapping[str, int]

    def minutes_for(self, urgency: str) -> int:
        """Return the working minutes allowed; an urgency that is not listed has the normal limit."""
        return self.minutes.get(urgency) or self.minutes["normal"]


Known = TypeVar("Known")


@dataclass(frozen=True)
class Catalog:
    """One version of the reference data. Rules stand in the order in which they are tried.

    `default` takes what no rule does; None means the centre.
    """

    version: int
    categories: Mapping[str, Category]
    agencies: Mapping[str, Agency]
    areas: Mapping[str, Area]
    presets: Mapping[str, Preset]
    rules: tuple[Rule, ...]
    hotline_hours: WorkingCalendar
    agency_hours: WorkingCalendar
    forwarding: Forwarding = field(default=Forwarding(None))
    limits: Limits = field(default=Limits())
    outbreaks: tuple[Watch, ...] = ()
    default: Default | None = None

    @cached_property
    def centre(self) -> Agency:
        """The hotline centre itself, where a person decides what no rule can. Raises `BrokenCatalog` without one."""
        for agency in self.agencies.values():
            if agency.kind == CENTRE and agency.term.last is None:
                return agency
        raise BrokenCatalog("no agency of kind centre")

    def territory_on(self, day: date) -> Territory:
        """Return the map as it is on a day; that of the day asked for last is kept, for it takes a while to draw."""
        kept: tuple[date, Territory] | None = self.__dict__.get("_territory")
        if kept is None or kept[0] != day:
            kept = self.__dict__["_territory"] = (day, Territory(self.areas, day))
        return kept[1]

    def preset_of(self, category: str | None) -> Preset:
        """Return the deadline preset of a category; the first preset where no category is known.

        Raises `BrokenCatalog` when the category names a preset that does not exist.
        """
        known = self.categories.get(category or "")
        if known is None:
            return next(iter(self.presets.values()))
        return found(self.presets, known.deadline)

    def needs_contact(self, category: str | None) -> bool:
        """Return whether an agency gets the contact for this category even where the citizen did not tick the box."""
        known = self.categories.get(category or "")
        return known is not None and known.share_contact

    def needs_proof(self, category: str | None) -> bool:
        """Return whether nobody may say that a case of this category is fixed without showing it."""
        known = self.categories.get(category or "")
        return known is not None and known.proof

    def needs_approval(self, agency: str | None) -> bool:
        """Return whether what this agency's officers write needs its leader."""
        known = self.agencies.get(agency or "")
        return known is not None and known.approval

    def agency_on(self, slug: str, day: date) -> Agency:
        """Return the agency, or whoever took over its work by `day`.

        Raises `BrokenCatalog` when nobody did, or when successors run in a circle.
        """
        passed: set[str] = set()
        agency = found(self.agencies, slug)
        while not agency.term.holds(day):
            if agency.successor is None or agency.term.begins_after(day) or slug in passed:
                raise BrokenCatalog(f"agency {slug} does not exist on {day:%d/%m/%Y}")
            passed.add(slug)
            slug = agency.successor
            agency = found(self.agencies, slug)
        return agency


def found(known: Mapping[str, Known], name: str) -> Known:
    """Return what `name` stands for. Raises `BrokenCatalog` when there is nothing."""
    if name not in known:
        raise BrokenCatalog(f"{name} is not in the catalogue")
    return known[name]
