"""`hotline reporting rebuild`: make the figures anew from the archive, or check that they follow from it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from environs import Env

from services.kit.commands.console import Exit, Failure, say
from services.kit.settings import CommonSettings, common, read
from services.reporting.adapters.rebuilding.making import rebuilding
from services.reporting.domain.comparison import Comparison
from services.reporting.usecases.archiving.rebuild import Progress

NAMED = 20


@click.command()
@click.option("--check", is_flag=True, help="Chỉ so sánh, không thay đổi gì; sai khác: mã thoát 1. / Compare only.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ thay đổi gì. / Say what would change, change nothing.")
@click.option("--lose", is_flag=True, help="Chấp nhận mất những gì kho lưu không có. / Lose what no event tells of.")
@click.option("--processes", type=click.IntRange(1, 64), default=os.cpu_count(), show_default=True)
def rebuild(check: bool, dry_run: bool, lose: bool, processes: int) -> None:
    """Dựng lại toàn bộ số liệu từ kho lưu sự kiện, trong khi hệ thống vẫn chạy.

    Make all figures anew from the archive while events go on arriving. Reads MONGO_URI of reporting.
    """
    settings = read(_settings)
    making = rebuilding(settings, processes)
    begun = time.monotonic()
    with _bar(making.archive.size()) as progress:
        found = making.check(progress) if check or dry_run else making(progress, lose=lose)
    _tell(found, time.monotonic() - begun)
    if check and found.differing:
        raise Failure(Exit.WRONG, "Số liệu đang dùng khác với kho lưu.", "What is in use is not what the archive says.")


def _settings(env: Env) -> CommonSettings:
    return CommonSettings(**common(env, "reporting"))  # type: ignore[arg-type]


@contextmanager
def _bar(about: int) -> Iterator[Progress]:
    """Show how far it is, on stderr, so that the digest can be read by a program."""
    with click.progressbar(length=max(about, 1), label="sự kiện / events", file=sys.stderr) as bar:

        def show(done: int, _: int) -> None:
            bar.update(max(0, done - bar.pos))

        yield show


def _tell(found: Comparison, seconds: float) -> None:
    rate = found.events / seconds if seconds else 0
    say(
        f"{found.events} sự kiện, {found.documents} tài liệu, {seconds:.1f} giây ({rate:.0f} sự kiện/giây).",
        f"{found.events} events, {found.documents} documents, {seconds:.1f} s ({rate:.0f} events/s).",
    )
    say(f"Dấu của số liệu dựng lại: {found.digest}", "The digest of what was made anew.")
    say(f"Dấu của số liệu đang dùng: {found.live_digest}", "The digest of what was in use.")
    for each in found.named[:NAMED]:
        say(f"KHÁC: {each.collection}/{each.key}", "Not the same.")
    if found.differing > NAMED:
        say(f"… và {found.differing - NAMED} tài liệu khác nữa.", f"… and {found.differing - NAMED} more.")
