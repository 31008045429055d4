"""`hotline catalog`: check a province's folder of YAML, put it in force, show what is in force."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from services.kit.commands.console import Exit, Failure, say, table
from services.kit.failures import Rejected
from services.routing import catalog as catalog_files
from services.routing.catalog import Problem
from services.routing.commands.wired import application
from services.routing.domain.rule_set import Standing
from services.routing.usecases.ports import Snapshot
from services.routing.usecases.rules import KeptRules
from services.routing.wiring import Application

PARTS = ("categories", "agencies", "areas", "rules", "deadlines")
FOLDER = click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.group()
def catalog() -> None:
    """Nạp danh mục: lĩnh vực, cơ quan, địa bàn, quy tắc, thời hạn.

    Load reference data: categories, agencies, areas, rules, deadlines. Reads MONGO_URI.
    """


@catalog.command()
@FOLDER
@click.option("--spread", is_flag=True, help="Gửi lại cho các dịch vụ dù không đổi / tell the services again.")
@click.option(
    "--rules-in-force", is_flag=True, help="Áp dụng ngay cả quy tắc (khi dựng hệ thống) / rules too, at once."
)
@click.option("--replace", is_flag=True, help="Nạp đè cả thay đổi ở bàn làm việc / over what the desk changed, too.")
@click.option("--keep", is_flag=True, help="Nếu đã sửa ở bàn làm việc thì để nguyên / leave what the desk changed.")
def load(folder: Path, spread: bool, rules_in_force: bool, replace: bool, keep: bool) -> None:
    """Kiểm tra và áp dụng danh mục trong thư mục FOLDER; nội dung không đổi thì không tạo phiên bản mới.

    Check the catalogue in FOLDER and put it in force; the same content makes no new version. Its first rules are in
    force at once; later ones become a draft, for `hotline rules`. What was changed at the desk since is not overwritten
    without --replace; with --keep that is no failure.
    """
    try:
        loaded = application().load_catalog(
            catalog_files.load(folder), spread=spread, rules_in_force=rules_in_force, replace=replace
        )
    except Rejected as why:
        if keep and why.slug == "catalog-amended":
            say("Giữ nguyên danh mục đã sửa ở bàn làm việc.", "The catalogue changed at the desk stays.")
            return
        raise _with_problems(why) from why
    if loaded.is_new:
        say(f"Đã áp dụng danh mục phiên bản {loaded.version}.", f"Version {loaded.version} is in force.")
    else:
        say(f"Không có gì mới: vẫn là phiên bản {loaded.version}.", f"Nothing new: version {loaded.version} stays.")
    if loaded.rules:
        _tell_rules(loaded.rules)


@catalog.command()
@FOLDER
def check(folder: Path) -> None:
    """Kiểm tra danh mục trong thư mục FOLDER, không thay đổi gì.

    Check the catalogue in FOLDER without changing anything. Exit code 1 when something is wrong.
    """
    try:
        snapshot = catalog_files.load(folder)
    except Rejected as why:
        raise _with_problems(why) from why
    problems = catalog_files.check(snapshot)
    if problems:
        raise _wrong(problems)
    say(
        "Danh mục đúng: " + ", ".join(f"{len(snapshot[part])} {part}" for part in PARTS) + ".",
        "The catalogue is in order.",
    )


@catalog.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Ghi danh mục đang áp dụng vào thư mục FOLDER, đúng dạng mà «load» đọc lại được.

    Write the catalogue in force, with the rules in force, into FOLDER as `load` reads it. Exit code 1 when none is.
    """
    known = application()
    version, snapshot = _in_force(known)
    law = known.rules.find.in_force() if known.rules else None
    written = catalog_files.write({**snapshot, **(law.content.as_snapshot() if law else {})}, folder)
    say(f"Đã ghi {len(written)} tệp, phiên bản {version}.", f"{len(written)} files of version {version} are written.")


@catalog.command()
def versions() -> None:
    """Liệt kê các phiên bản danh mục, mới nhất trên cùng.

    List the versions of the catalogue, the newest first: since when, by whom, why.
    """
    amending = application().amending
    rows = [
        (str(each.number), f"{each.at:%Y-%m-%d %H:%M}Z", each.origin.by, str(each.origin.amendment), each.origin.why)
        if each.origin
        else (str(each.number), f"{each.at:%Y-%m-%d %H:%M}Z", "hotline catalog load", "–", "")
        for each in (amending.versions.history() if amending else ())
    ]
    table(rows, ("PHIÊN BẢN/VERSION", "TỪ/SINCE", "BỞI/BY", "THAY ĐỔI/CHANGE", "LÝ DO/WHY"))


@catalog.command()
def show() -> None:
    """Cho biết danh mục đang áp dụng.

    Show which catalogue is in force. Exit code 1 when none is.
    """
    version, snapshot = _in_force(application())
    say(f"Tỉnh {snapshot['province']['name']}, phiên bản {version}.", f"Version {version} is in force.")
    table([(part, str(len(snapshot[part]))) for part in PARTS], ("PHẦN/PART", "SỐ/COUNT"))


def _in_force(known: Application) -> tuple[int, Snapshot]:
    newest = known.catalogs.newest()
    if newest is None:
        raise Failure(Exit.WRONG, "Chưa có danh mục.", "No catalogue has been loaded.")
    return newest


def _tell_rules(kept: KeptRules) -> None:
    """Where the rules are not the law, say what they are and what to do about it."""
    number = kept.number
    if kept.standing is Standing.ACTIVE:
        say(f"Quy tắc phân công: bộ {number} đang áp dụng.", f"Routing rules: set {number} is in force.")
    elif kept.is_new:
        say(
            f"Quy tắc phân công khác bộ đang áp dụng: đã lưu thành dự thảo, bộ {number}; xem «hotline rules».",
            f"The routing rules differ from those in force: kept as a draft, set {number}; see «hotline rules».",
        )
    else:
        say(
            f"Quy tắc phân công trong thư mục là bộ {number} ({kept.standing.value}), không phải bộ đang áp dụng.",
            f"The routing rules in the folder are set {number} ({kept.standing.value}), not the set in force.",
        )


def _with_problems(why: Rejected) -> Exception:
    """A refused catalogue is something wrong with the data, and every place is named at once."""
    if "problems" in why.details:
        return _wrong(why.details["problems"])
    details = "".join(f"\n  {name}: {value}" for name, value in why.details.items())
    return Failure(Exit.WRONG, f"{why.vi}{details}", why.en)


def _wrong(problems: Sequence[Problem]) -> Failure:
    table([(each.slug, each.subject, each.vi) for each in problems], ("LỖI/PROBLEM", "Ở/IN", "VÌ/WHY"))
    return Failure(
        Exit.WRONG,
        f"Danh mục có {len(problems)} chỗ sai, chưa được áp dụng.",
        f"The catalogue has {len(problems)} problems and was not put in force.",
    )
