"""`hotline`: one command for everything an operator of the system does."""

from __future__ import annotations

import importlib
import sys
from typing import cast

import click

from services.kit.commands.console import Exit, Failure
from services.ops.command_table import COMMANDS


class LazyGroup(click.Group):
    """Imports a command when it is called, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None when there is none of that name. Raises `Failure` when it is not installed."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.place.partition(":")
        try:
            return cast(click.Command, getattr(importlib.import_module(module), attribute))
        except ModuleNotFoundError as missing:
            raise Failure(
                Exit.USAGE,
                f"Lệnh «{cmd_name}» chưa được cài: thiếu {missing.name}.",
                f"The command '{cmd_name}' is not installed: {missing.name} is missing.",
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table: Vietnamese first, English under it."""
        with formatter.section("Lệnh / Commands"):
            formatter.write_dl([row for name, entry in COMMANDS.items() for row in ((name, entry.vi), ("", entry.en))])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hotline-1022")
def hotline() -> None:
    r"""Vận hành hệ thống thông tin dịch vụ công 1022.

    Run the 1022 public service hotline system.

    \b
    Mã thoát / exit codes:
      0  tốt                                  all is well
      1  hệ thống có chỗ sai                  something is wrong with the system
      2  dùng sai hoặc thiết lập sai          wrong use or wrong settings
      3  không liên lạc được với một máy chủ  a server is away
    """


def main() -> None:
    """Run the command line. Outages and refusals end in a sentence and an exit code, bugs in a traceback."""
    try:
        hotline()
    except Exception as error:
        from services.ops.explain import explain

        failure = explain(error)
        if failure is None:
            raise
        failure.show()
        sys.exit(failure.exit_code)


if __name__ == "__main__":
    main()
