"""A rule in a plain Vietnamese sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.routing.domain.rule_set import Raw
from services.routing.domain.rules import OF_AREA, SUBTREE
from services.routing.domain.words import CHANNELS, KINDS, URGENCIES

#: Longer lists are cut: a sentence is to be read.
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class RuleNames:
    """Names of what rules call by slugs and codes; what is not there keeps its slug."""

    categories: Mapping[str, str]
    areas: Mapping[str, str]
    agencies: Mapping[str, str]

    def category(self, pattern: str) -> str:
        """Return the name of a category, or of a group and all below it."""
        slug = pattern.removesuffix(SUBTREE)
        name = self.categories.get(slug, slug)
        return name if slug == pattern else f"{name} (cả nhóm)"

    def area(self, code: str) -> str:
        """Return an area's name."""
        return self.areas.get(code, code)

    def agency(self, slug: str) -> str:
        """Return an agency's name."""
        return "cơ quan phụ trách địa bàn" if slug == OF_AREA else self.agencies.get(slug, slug)


def names_of(snapshot: Raw) -> RuleNames:
    """Return the names in a catalogue. Both maps have units of one name: those that are gone say until when."""
    return RuleNames(
        {each["slug"]: each["name_vi"] for each in snapshot.get("categories", ())},
        {each["code"]: each["name"] + _until(each["valid_to"]) for each in snapshot.get("areas", ())},
        {each["slug"]: each["name"] for each in snapshot.get("agencies", ())},
    )


def _until(last: str | None) -> str:
    return f" (đến {date.fromisoformat(last):%d/%m/%Y})" if last else ""


def sentence(rule: Raw, names: RuleNames) -> str:
    """Return "Lĩnh vực Cây xanh, mức độ khẩn: giao Công ty …, từ ngày 01/03/2025."."""
    conditions = ", ".join(_conditions(rule["when"], names)) or "mọi phản ánh"
    said = f"{conditions}: giao {names.agency(rule['agency'])}{_term(rule)}."
    return said[0].upper() + said[1:]


def _conditions(when: Raw, names: RuleNames) -> Iterator[str]:
    known: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("category", "lĩnh vực", names.category),
        ("area", "địa bàn", names.area),
        ("channel", "kênh", lambda slug: CHANNELS.get(slug, slug)),
        ("urgency", "mức độ", lambda slug: URGENCIES.get(slug, slug)),
        ("kind", "loại", lambda slug: KINDS.get(slug, slug)),
    )
    for name, what, word in known:
        if when.get(name):
            yield f"{what} {_either(word(each) for each in when[name])}"
    for question, values in (when.get("answers") or {}).items():
        yield f"câu hỏi “{question}” trả lời {_either(values)}"
    if when.get("working_time") is not None:
        yield "trong giờ tổng đài trực" if when["working_time"] else "ngoài giờ tổng đài trực"


def _either(words: Iterable[str]) -> str:
    every = list(words)
    if len(every) > MOST_NAMED:
        return f"{'; '.join(every[: MOST_NAMED - 1])} và {len(every) - MOST_NAMED + 1} mục khác"
    return " hoặc ".join(every)


def _term(rule: Raw) -> str:
    first, last = rule.get("valid_from"), rule.get("valid_to")
    said = f", từ ngày {date.fromisoformat(first):%d/%m/%Y}" if first else ""
    return said + (f" đến hết ngày {date.fromisoformat(last):%d/%m/%Y}" if last else "")
