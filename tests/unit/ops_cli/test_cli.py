"""The command `hotline` itself: quick to ask for help, in two languages, and independent of broken services."""

import subprocess
import sys
from collections.abc import Iterator
from unicodedata import is_normalized

import click
import pytest
from click.testing import CliRunner

from services.ops import cli
from services.ops.command_table import COMMANDS, Entry


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command and subcommand with its full name."""
    context = click.Context(cli.hotline)
    for name in COMMANDS:
        command = cli.hotline.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", each) for sub, each in command.commands.items())


def test_help_shows_every_command_in_both_languages() -> None:
    shown = CliRunner().invoke(cli.hotline, ["--help"]).output
    words = shown.split()
    for name, entry in COMMANDS.items():
        assert name in words
        assert entry.vi.split()[0] in words
        assert entry.en.split()[0] in words


def test_help_imports_no_service() -> None:
    program = """
import sys
from services.ops.cli import hotline
hotline(["--help"], standalone_mode=False)
heavy = {name for name in sys.modules if name.startswith(("services.routing", "services.notify", "pymongo", "pika"))}
sys.exit(f"imported {heavy}" if heavy else 0)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_service_that_is_not_installed_takes_only_its_own_commands_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "gone", Entry("services.gone.commands:gone", "Đã mất.", "Gone."))
    runner = CliRunner()
    assert runner.invoke(cli.hotline, ["--help"]).exit_code == 0
    assert runner.invoke(cli.hotline, ["topology", "--help"]).exit_code == 0
    failed = runner.invoke(cli.hotline, ["gone"])
    assert (failed.exit_code, "services.gone" in failed.output) == (2, True)


def test_an_unknown_command_is_wrong_use() -> None:
    assert CliRunner().invoke(cli.hotline, ["khong-co"]).exit_code == 2


def test_every_command_explains_itself_in_vietnamese_and_then_in_english() -> None:
    for name, command in commands():
        vi, _, en = (command.help or "").partition("\n\n")
        assert not vi.isascii(), f"{name}: the first paragraph is Vietnamese"
        assert is_normalized("NFC", vi), name
        assert en.strip().isascii() or "…" in en, f"{name}: the second paragraph is English"
        assert en.strip(), f"{name}: the second paragraph is English"
