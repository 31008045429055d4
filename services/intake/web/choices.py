"""Categories and areas as the form's lists show them."""

from __future__ import annotations

from services.intake.domain.reference import Area, Category, Reference
from services.kit.text import fold

Group = tuple[str, list[tuple[str, str]]]


def category_groups(reference: Reference, tongue: str) -> list[Group]:
    """Return [(group, [(slug, name)])] in the catalogue's order, in one language."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in reference.categories.values():
        group, name = _names(each, tongue)
        groups.setdefault(group, []).append((each.slug, name))
    return list(groups.items())


def area_groups(reference: Reference) -> list[Group]:
    """Return [(group, [(code, name)])] by name without diacritics: one looks for a village by how it is typed.

    Groups are the units above; in a province without districts, the kinds (Phường, Xã), which begin every name.
    """
    several = len({each.within for each in reference.areas.values()}) > 1
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in sorted(reference.areas.values(), key=lambda area: fold(area.name)):
        groups.setdefault(_group(each, several), []).append((each.code, each.name))
    return list(groups.items())


def _names(category: Category, tongue: str) -> tuple[str, str]:
    if tongue == "vi":
        return category.group_vi, category.name_vi
    return category.group_en, category.name_en


def _group(area: Area, several: bool) -> str:
    return area.within if several else area.name.partition(" ")[0]
