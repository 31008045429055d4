"""`hotline rules draft|simulate`: write rules, and see what they would have changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from services.kit.clock import SystemClock
from services.kit.commands.console import Exit, Failure, say, table
from services.routing import catalog as catalog_files
from services.routing.commands.rules.who import AS, NUMBER, actor, rules_of, told
from services.routing.commands.wired import application
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.rule_words import RuleNames, names_of
from services.routing.usecases.rules import content_of

DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
MOST_SHOWN = 30


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AS
@click.option("--note", default="", help="Vì sao / why.")
def draft(file: Path, name: str, note: str) -> None:
    """Tạo dự thảo từ FILE (mẫu như rules.yaml); chưa áp dụng gì.

    Make a draft from FILE, which looks like rules.yaml. Nothing is put in force.
    """
    app = application()
    known = app.catalogs.newest()
    if known is None:
        raise Failure(Exit.WRONG, "Chưa có danh mục.", "No catalogue has been loaded.")
    since = min(each["valid_from"] for each in known[1]["categories"])
    content = content_of(told(lambda: catalog_files.load_rules(file, since)))
    made = told(lambda: rules_of(app).make_draft(content, actor(app, name), note))
    say(f"Đã tạo dự thảo: bộ quy tắc {made.number}.", f"Rule set {made.number} is a draft.")


@click.command()
@NUMBER
@AS
@click.option("--since", default="6m", show_default=True, help="Từ khi nào / since: 90d, 6m, 1y, 2026-06-01.")
@click.option("--as-of", help="Xét như vào ngày / judged as of a day: 2026-12-01; mặc định/default: today.")
def simulate(number: int, name: str, since: str, as_of: str | None) -> None:
    """Chạy thử bộ quy tắc NUMBER trên phản ánh cũ: bao nhiêu việc sẽ chuyển từ ai sang ai.

    Replay past cases by a rule set: how many move from whom to whom, lose their owner, which rules do nothing.
    """
    app = application()
    begin, day = moment_of(since, SystemClock().now()), day_of(as_of)
    done = told(lambda: rules_of(app).simulate(number, begin, day, actor(app, name)))
    _print(done.simulation, names_of(app.catalogs.known() or {}))


def moment_of(since: str, now: datetime) -> datetime:
    """Return the moment that "6m" (of 30 days), "90d", "1y" or a local day stand for."""
    span = re.fullmatch(r"(\d{1,4})([dwmy])", since)
    if span:
        return now - timedelta(days=int(span[1]) * DAYS[span[2]])
    return datetime.combine(day_of(since) or now.date(), datetime.min.time(), VIETNAM)


def day_of(text: str | None) -> date | None:
    """Return the day that was written, if one was. Raises `Failure`."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Failure(Exit.USAGE, f"Không đọc được ngày «{text}».", f"'{text}' is not a day.") from None


def _print(summary: Mapping[str, Any], names: RuleNames) -> None:
    say(
        f"{summary['cases']} phản ánh; {summary['moved']} chuyển cơ quan khác, {summary['lost']} không còn cơ quan.",
        f"{summary['cases']} cases; {summary['moved']} would move, {summary['lost']} would lose their owner.",
    )
    moves = [
        (names.agency(e["from"]), names.agency(e["to"]), str(e["count"]), ", ".join(e["codes"]))
        for e in summary["moves"][:MOST_SHOWN]
    ]
    table(moves, ("TỪ/FROM", "SANG/TO", "SỐ/CASES", "VÍ DỤ/SAMPLES"))
    _figures("LĨNH VỰC/CATEGORY", [(names.category(e["name"] or "–"), e) for e in summary["categories"]])
    _figures("ĐỊA BÀN/AREA", [(names.area(e["name"] or "–"), e) for e in summary["areas"]])
    table([(e["rule"], _why_idle(e)) for e in summary["idle"]], ("QUY TẮC KHÔNG DÙNG/IDLE RULE", "VÌ/WHY"))


def _figures(what: str, rows: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    shown = [(name, str(e["cases"]), str(e["moved"]), str(e["lost"])) for name, e in rows if e["moved"] or e["lost"]]
    table(shown[:MOST_SHOWN], (what, "SỐ/CASES", "CHUYỂN/MOVED", "MẤT/LOST"))


def _why_idle(idle: Mapping[str, Any]) -> str:
    if not idle["by"]:
        return "không có phản ánh nào khớp / no case was like that"
    return "bị quy tắc trước lấy hết / taken before: " + ", ".join(f"{e['rule']} ({e['cases']})" for e in idle["by"])
