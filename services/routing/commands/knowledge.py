"""`hotline knowledge`: import and export the knowledge base, publish what waits, tell the portal again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from services.kit.commands.console import Exit, Failure, say, table
from services.kit.failures import Rejected
from services.routing.adapters.knowledge_files import read_sheets, write_csv, write_xlsx
from services.routing.commands.rules.who import actor, told
from services.routing.commands.wired import application
from services.routing.domain.knowledge.entry import Kind
from services.routing.domain.policies import Actor
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.knowledge.import_entries import Plan, Verdict
from services.routing.usecases.knowledge.ports import Wanted
from services.routing.usecases.knowledge.sheets import Sheet
from services.routing.usecases.knowledge.telling import told as event_of
from services.routing.wiring import Application
from services.routing.wiring.knowledge import Knowledge

KIND = click.option(
    "--kind", type=click.Choice([each.value for each in Kind]), help="Loại của dòng không ghi / of rows without one."
)
AS = "--as"
MOST_SHOWN, PAGE = 50, 200
#: Whoever has the console; a person at the desk publishes what it imports.
CONSOLE = Actor("command:knowledge", None, ADMINISTRATOR)


@click.group()
def knowledge() -> None:
    """Kho tri thức: thủ tục, hỏi đáp, đầu tư, du lịch, sự kiện.

    The knowledge base: procedures, questions, investment, tourism, events. Reads MONGO_URI.
    """


@knowledge.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@KIND
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không ghi / look only.")
@click.option(AS, "name", help="Tài khoản của người nhập / the account of whoever imports.")
def import_(files: Sequence[Path], kind: str | None, dry_run: bool, name: str | None) -> None:
    """Nhập FILES (CSV, XLSX) thành bản nháp; mỗi tệp nhập hết hoặc không nhập gì.

    Import FILES as drafts; each file as a whole or not at all. The same again changes nothing.
    """
    app = application()
    who = actor(app, name) if name else CONSOLE
    for file in files:
        _import_one(_knowledge(app), file, Kind(kind) if kind else None, who, dry_run=dry_run)


@knowledge.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice([each.value for each in Kind]), help="Chỉ loại này / this kind only.")
@click.option("--template", is_flag=True, help="Chỉ dòng tiêu đề, để điền / headings only, to fill in.")
def export(file: Path, kind: str | None, template: bool) -> None:
    """Xuất ra FILE (.xlsx, hoặc .csv với --kind), nhập lại được.

    Write FILE (.xlsx, or .csv with --kind); it can be imported again.
    """
    found = _knowledge(application()).export
    sheets = found.empty(Kind(kind) if kind else None) if template else found(Kind(kind) if kind else None)
    file.write_bytes(_bytes(file, sheets))
    count = sum(len(each.lines) for each in sheets)
    say(f"Đã xuất {count} mục ra {file}.", f"{count} entries written to {file}.")


@knowledge.command()
@click.argument("codes", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Mọi bản đang chờ / all that wait.")
@click.option(AS, "name", required=True, help="Tài khoản của người xuất bản / the account of whoever publishes.")
def publish(codes: Sequence[str], everything: bool, name: str) -> None:
    """Xuất bản các mục CODES; người đã soạn không tự xuất bản được.

    Publish entries; whoever wrote a text cannot publish it.
    """
    app = application()
    base, who = _knowledge(app), actor(app, name)
    done = sum(_published(base, code, who) for code in (_waiting(base) if everything else codes))
    say(f"Đã xuất bản {done} mục.", f"{done} entries published.")


@knowledge.command()
def retell() -> None:
    """Báo lại mọi mục đã xuất bản cho cổng công khai (khi cổng mất dữ liệu).

    Tell the portal of every published entry again, as when its store was lost. Safe to repeat.
    """
    count = _knowledge(application()).store.entries.tell_again(event_of)
    say(f"Đã báo lại {count} mục.", f"{count} entries told again.")


def _import_one(base: Knowledge, file: Path, kind: Kind | None, who: Actor, *, dry_run: bool) -> None:
    try:
        sheets = read_sheets(file.read_bytes())
        plan = base.import_entries.preview(sheets, who, kind) if dry_run else base.import_entries(sheets, who, kind)
    except Rejected as why:
        _print(why.details.get("plan"))
        raise Failure(Exit.WRONG, f"{file.name}: {why.vi}", f"{file.name}: {why.en}") from why
    if dry_run:
        _print(plan)
    counts = {each: plan.count(each) for each in Verdict}
    say(
        f"{file.name}: {counts[Verdict.NEW]} mới, {counts[Verdict.CHANGED]} đổi, "
        f"{counts[Verdict.UNCHANGED]} giữ nguyên, {counts[Verdict.REFUSED]} chưa đạt.",
        f"{file.name}: {counts[Verdict.NEW]} new, {counts[Verdict.CHANGED]} changed, "
        f"{counts[Verdict.UNCHANGED]} unchanged, {counts[Verdict.REFUSED]} refused.",
    )


def _print(plan: Plan | None) -> None:
    rows = [
        (each.sheet or "–", str(each.number), each.code, wrong.slug, wrong.vi)
        for each in (plan.rows if plan else ())
        for wrong in each.faults
    ]
    table(rows[:MOST_SHOWN], ("TRANG/SHEET", "DÒNG/ROW", "MÃ/CODE", "LỖI/PROBLEM", "VÌ/WHY"))


def _waiting(base: Knowledge) -> list[str]:
    found: list[str] = []
    while page := base.find.list(Wanted(waits=True, offset=len(found), limit=PAGE)).entries:
        found += [each.code for each in page]
    return found


def _published(base: Knowledge, code: str, who: Actor) -> bool:
    entry = told(lambda: base.find.one(code))
    told(lambda: base.publish.publish(code, entry.version, who))
    return True


def _bytes(file: Path, sheets: Sequence[Sheet]) -> bytes:
    if file.suffix.lower() == ".xlsx":
        return write_xlsx(sheets)
    if file.suffix.lower() == ".csv" and len(sheets) == 1:
        return write_csv(sheets[0])
    raise Failure(
        Exit.USAGE, "Tên tệp phải là .xlsx, hoặc .csv với --kind.", "The file must be .xlsx, or .csv with --kind."
    )


def _knowledge(app: Application) -> Knowledge:
    if app.knowledge is None:
        raise TypeError("commands are wired with a database")
    return app.knowledge
