"""What these commands share: who acts, how a secret comes in, and how it goes out."""

from __future__ import annotations

import getpass
from typing import IO

import click

from services.kit.commands.console import Exit, Failure
from services.routing.commands.wired import application
from services.routing.domain.accounts import COMMAND
from services.routing.wiring import Application
from services.routing.wiring.accounts import DeskAccounts
from services.routing.wiring.sign_in import SigningIn


def whoever() -> str:
    """Return how the record names whoever sits at the console: their user on this machine."""
    try:
        return f"{COMMAND}{getpass.getuser()}"
    except (KeyError, OSError):  # a container's user may have no name
        return f"{COMMAND}hotline"


def wired() -> tuple[Application, SigningIn, DeskAccounts]:
    """Return the application with all that accounts need."""
    found = application()
    if found.signing is None or found.desk_accounts is None:
        raise RuntimeError("commands are wired with a database")
    return found, found.signing, found.desk_accounts


def show_once(secret: str, vi: str, en: str) -> None:
    """Print a secret to stdout alone, remarks to stderr: it may be piped without being seen."""
    click.echo(secret)
    click.echo(f"{vi}\n{en}", err=True)


def read_secret(stream: IO[str]) -> str:
    """Return the first line of stdin: a secret on the command line would be seen by everybody on the machine."""
    secret = stream.readline().rstrip("\r\n")
    if not secret:
        raise Failure(Exit.USAGE, "Không có gì ở đầu vào chuẩn.", "There is nothing on standard input.")
    return secret
