"""`hotline contracts`: the contracts under `contracts/` are made from the code, and checked against it."""

from __future__ import annotations

from pathlib import Path

import click

from services.kit.commands.console import Exit, Failure, say
from services.ops.contracts import files

ROOT = Path(__file__).resolve().parents[3] / "contracts"

_root = click.option("--root", type=click.Path(path_type=Path), default=ROOT, help="Thư mục / folder: contracts/.")


@click.group()
def contracts() -> None:
    """Viết và kiểm tra hợp đồng AsyncAPI, OpenAPI, JSON Schema.

    Write and check the AsyncAPI, OpenAPI and JSON Schema contracts.
    """


@contracts.command()
@_root
def write(root: Path) -> None:
    """Viết lại các tệp trong contracts/ theo mã nguồn.

    Write the files under contracts/ from the code. The golden examples are people's work and stay as they are.
    """
    made = files.generated(root)
    for path in list(files.differences(root)):
        if path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path])
        else:
            path.unlink()
        click.echo(path)
    say(f"Đủ {len(made)} tệp.", f"{len(made)} files are up to date.")


@contracts.command()
@_root
def check(root: Path) -> None:
    """Kiểm tra các tệp trong contracts/ có khớp mã nguồn không.

    Check that the files under contracts/ are what the code says. Exit code 1 when they are not.
    """
    stale = list(files.differences(root))
    if stale:
        names = ", ".join(str(path) for path in stale)
        raise Failure(
            Exit.WRONG,
            f"Không khớp mã nguồn: {names}. Chạy «hotline contracts write».",
            f"Not what the code says: {names}. Run 'hotline contracts write'.",
        )
    say("Hợp đồng khớp mã nguồn.", "The contracts are what the code says.")
