"""An entry in the words of an answer: what an operator would read out, for the citizen to keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from services.routing.domain.knowledge.cells import WAYS
from services.routing.domain.knowledge.entry import Content, Kind
from services.routing.domain.knowledge.fields import LEVEL_WORDS


def answer_of(code: str, kind: Kind, content: Content, tongue: str = "vi") -> str:
    """Return the words; Vietnamese where there are none in the language asked for."""
    english = content.get("body_en", "") if tongue == "en" else ""
    if english:
        return "\n".join(filter(None, (content.get("title_en", ""), english, *_links(content))))
    if kind is Kind.PROCEDURE:
        return "\n".join(filter(None, _procedure(code, content)))
    lines = ("" if kind is Kind.FAQ else content["title_vi"], *_when_and_where(content), content["body_vi"])
    return "\n".join(filter(None, (*lines, *_links(content))))


def _procedure(code: str, content: Content) -> Iterable[str]:
    yield f"Thủ tục: {content['title_vi']} (mã {code}, cấp {LEVEL_WORDS[content['level']]})."
    yield _block("Hồ sơ gồm:", (paper_words(each) for each in content.get("papers", ())))
    yield _block("Cách nộp:", (way_words(each) for each in content.get("ways", ())))
    for heading, name in (("Cơ quan thực hiện", "agency_name"), ("Thời hạn", "time_limit"), ("Phí, lệ phí", "fee")):
        yield _line(heading, content.get(name, ""))
    if "days" in content and "time_limit" not in content:
        yield _line("Thời hạn", f"{content['days']} ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ")
    yield _line("Lưu ý", content.get("notes", ""))


def paper_words(paper: Mapping[str, Any]) -> str:
    """Return a paper with how many of it: "Tờ khai: 1 bản chính, 2 bản sao (theo mẫu)"."""
    counts = [
        f"{paper[name]} {word}" for name, word in (("originals", "bản chính"), ("copies", "bản sao")) if paper[name]
    ]
    note = f" ({paper['note']})" if paper["note"] else ""
    return f"{paper['name']}{': ' if counts else ''}{', '.join(counts)}{note}"


def way_words(way: Mapping[str, str]) -> str:
    """Return a way to file: "Trực tuyến: Cổng Dịch vụ công quốc gia (https://…)"."""
    link = f" ({way['link']})" if way["link"] else ""
    where = f": {way['where']}" if way["where"] else ""
    return f"{WAYS[way['way']].capitalize()}{where}{link}"


def _block(heading: str, lines: Iterable[str]) -> str:
    found = [f"- {each}" for each in lines]
    return "\n".join((heading, *found)) if found else ""


def _line(heading: str, words: str) -> str:
    if not words:
        return ""
    return f"{heading}: {words}{'' if words.endswith(('.', '!', '?')) else '.'}"


def _when_and_where(content: Content) -> Iterable[str]:
    days = [_day(content[name]) for name in ("from_day", "to_day") if name in content]
    yield _line("Thời gian", ", ".join(filter(None, (" đến ".join(dict.fromkeys(days)), content.get("hours", "")))))
    yield _line("Địa điểm", content.get("place", ""))


def _links(content: Content) -> Iterable[str]:
    return (f"{each['title']}: {each['link']}" for each in content.get("links", ()))


def _day(kept: str) -> str:
    return date.fromisoformat(kept).strftime("%d/%m/%Y")
