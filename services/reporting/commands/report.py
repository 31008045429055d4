"""`hotline report`: a report in the terminal, or as CSV for a spreadsheet program."""

from __future__ import annotations

from functools import partial

import click
from environs import Env

from services.kit.clock import FixedClock, SystemClock
from services.kit.commands.console import say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.catalog import MongoCatalog
from services.kit.storage.mongo import connect
from services.reporting.adapters.catalog_names import CatalogNames
from services.reporting.adapters.catalog_then import catalog_then
from services.reporting.adapters.columns.following import read_once
from services.reporting.adapters.columns.reading_back import known_then
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.domain.csv_table import csv_of, decimal_comma, local_bounds, local_time
from services.reporting.domain.indicators import Tally
from services.reporting.domain.labels import DIMENSIONS, TOTAL
from services.reporting.domain.report import Dimension, Report
from services.reporting.settings import cut, soon
from services.reporting.usecases.make_report import MakeReport

#: Figures that fit a terminal; the CSV has all of them.
SHOWN = {
    "received": "NHẬN",
    "carried_over": "TỒN",
    "to_handle": "CẦN XỬ LÝ",
    "handled_on_time": "ĐÚNG HẠN",
    "handled_late": "TRỄ",
    "open": "ĐANG XỬ LÝ",
    "overdue": "QUÁ HẠN",
    "on_time_percent": "% ĐÚNG HẠN",
    "qd766_on_time_percent": "% QĐ 766",
}


@click.command()
@click.option("--month", metavar="2026-11", help="Kỳ báo cáo; mặc định: kỳ này. / Reporting month; default: this one.")
@click.option(
    "--by",
    type=click.Choice([str(each) for each in Dimension]),
    default="agency",
    show_default=True,
    help="Chia theo gì. / What the rows are.",
)
@click.option("--groups", is_flag=True, help="Cộng lĩnh vực theo nhóm. / Add categories up per group.")
@click.option(
    "--as-of",
    metavar="2026-06-30",
    help="Theo những gì đã ghi nhận đến hết ngày (hoặc lúc) đó. / As it was known at the end of that day, or then.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Xuất CSV ra stdout. / Write CSV to stdout.")
def report(month: str | None, by: str, groups: bool, as_of: str | None, as_csv: bool) -> None:
    """Số liệu tiếp nhận và xử lý của một tháng.

    Figures of a month by agency, category, channel, or of the year up to it. Reads MONGO_URI of reporting.
    """
    make: MakeReport = read(partial(_maker, as_of=as_of))
    made = make(Dimension(by), make.month(month), groups=groups)
    if as_csv:
        click.echo(csv_of(made).encode(), nl=False)
    else:
        _print(made)


def _maker(env: Env, as_of: str | None) -> MakeReport:
    database = connect(CommonSettings(**common(env, "reporting")))  # type: ignore[arg-type]
    current = MongoCatalog(database).current
    if as_of is None:
        counts = read_once(MongoFactSheets(database))
        return MakeReport(counts, CatalogNames(current), SystemClock(), cut(env), soon(env))
    then = known_then(database, SystemClock())
    instant = then.instant(as_of)
    snapshot = catalog_then(then.archive, current(), instant)
    names = CatalogNames(lambda: snapshot)
    return MakeReport(then.counts(instant), names, FixedClock(instant), cut(env), soon(env))


def _print(made: Report) -> None:
    heads = (DIMENSIONS[made.dimension]["vi"].upper(), *SHOWN.values())
    rows = [_cells(row.name, row.tally) for row in made.rows]
    table([*rows, _cells(TOTAL["vi"], made.total)], heads)
    start, end = local_bounds(made.period)
    seen = local_time(made.seen_at)
    say(f"Từ {start} đến {end}, tính đến {seen}.", f"From {start} to {end}, as of {seen}.")
    for fault in made.faults:
        say(f"KHÔNG KHỚP: {fault}", f"Does not add up: {fault}")


def _cells(name: str, tally: Tally) -> tuple[str, ...]:
    return name, *(decimal_comma(getattr(tally, figure)) or "–" for figure in SHOWN)
