"""`hotline agency kit`: a folder with all an agency's IT needs, and nothing of ours to install."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import click

from services.kit.commands.console import Exit, Failure
from services.routing.commands.agency.add import renewed
from services.routing.commands.agency.kit_files import Kit, kit_files, source
from services.routing.commands.agency.means import Means, check_slug, days, means, not_connected, remark


@click.command()
@click.argument("code")
@click.option("--out", type=click.Path(path_type=Path), help="Thư mục / folder; else agency-kit-CODE here.")
@click.option("--no-credentials", is_flag=True, help="Không đổi, không ghi mật khẩu / documents and programs only.")
@click.option("--grace", default="7d", callback=days, help="Khóa cũ còn dùng được bao lâu / how long old keys work.")
def kit(code: str, out: Path | None, no_credentials: bool, grace: timedelta) -> None:
    """Ghi một thư mục để bộ phận CNTT của cơ quan CODE kết nối: hướng dẫn, hợp đồng, chương trình mẫu, bài kiểm tra.

    Write a folder for the IT of agency CODE: README, contracts, programs to copy, a check they can run, and new
    credentials in .env, readable by its owner alone. The folder must be new or empty.
    """
    check_slug(code)
    found = means()
    delivery = found.delivery(code)
    if delivery is None:
        raise not_connected(code)
    folder = out or Path(f"agency-kit-{code}")
    _write(folder, kit_files(_about(found, code, delivery), source()))
    if not no_credentials:
        _write_secret(folder / ".env", renewed(found, code, delivery, grace))
    remark(f"Đã ghi {folder}. Gửi cho cơ quan qua đường an toàn.", f"Wrote {folder}. Hand it over by a safe way.")


def _about(found: Means, code: str, delivery: str) -> Kit:
    return Kit(agency=code, name=found.names().get(code, code), delivery=delivery)


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write new files; nothing that is there is touched. Raises `Failure` for a folder that is not empty."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Failure(Exit.USAGE, f"Thư mục {folder} không trống.", f"The folder {folder} is not empty.")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


def _write_secret(path: Path, values: dict[str, str]) -> None:
    """Nobody else can read it, not even for a moment."""
    text = "".join(f"{name}={value}\n" for name, value in values.items())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
