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
from services.routing.usecases.rules import KeptRules

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
def load(folder: Path, spread: bool, rules_in_force: bool) -> None:
    """Kiểm tra và áp dụng danh mục trong thư mục FOLDER; nội dung không đổi thì không tạo phiên bản mới.

    Check the catalogue in FOLDER and put it in force; the same content makes no new version. Its first rules are in
    force at once; later ones become a draft, for `hotline rules`.
    """
    try:
        loaded = application().load_catalog(catalog_files.load(folder), spread=spread, rules_in_force=rules_in_force)
    except Rejected as why:
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
def show() -> None:
    """Cho biết danh mục đang áp dụng.

    Show which catalogue is in force. Exit code 1 when none is.
    """
    newest = application().catalogs.newest()
    if newest is None:
        raise Failure(Exit.WRONG, "Chưa có danh mục.", "No catalogue has been loaded.")
    version, snapshot = newest
    say(f"Tỉnh {snapshot['province']['name']}, phiên bản {version}.", f"Version {version} is in force.")
    table([(part, str(len(snapshot[part]))) for part in PARTS], ("PHẦN/PART", "SỐ/COUNT"))


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
