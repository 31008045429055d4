"""Command of the local servers: `python -m deploy.local start|stop|status|env`."""

import shlex
import sys
from pathlib import Path

import click

from deploy.local import servers
from deploy.local.daemons import DidNotStart
from deploy.local.packages import Missing
from deploy.local.state import DEFAULT_BASE_PORT, DEFAULT_DIRECTORY, State, opened


@click.group(help="Máy chủ riêng để phát triển và kiểm thử. / Private servers for development and tests.")
@click.option(
    "--state",
    type=click.Path(path_type=Path),
    default=DEFAULT_DIRECTORY,
    show_default=True,
    help="data, logs and passwords",
)
@click.option(
    "--base-port", type=int, default=DEFAULT_BASE_PORT, show_default=True, help="counts at the first start only"
)
@click.pass_context
def main(context: click.Context, state: Path, base_port: int) -> None:
    """Open the state that the other commands work on."""
    context.obj = opened(state, base_port)


@main.command(help="Khởi động. / Start both, unless they run.")
@click.pass_obj
def start(state: State) -> None:
    """Start both servers; exit 1 with a reason if one does not start."""
    try:
        servers.start(state)
    except (DidNotStart, Missing) as problem:
        raise click.ClickException(str(problem)) from problem


@main.command(help="Dừng. / Stop both; the data stays.")
@click.pass_obj
def stop(state: State) -> None:
    """Stop both servers."""
    servers.stop(state)


@main.command(help="Trạng thái. / Tell which of them run; exit 1 if one does not.")
@click.pass_obj
def status(state: State) -> None:
    """Print one line per server."""
    found = servers.status(state)
    for name, runs in found.items():
        click.echo(f"{name}: {'running' if runs else 'stopped'}")
    sys.exit(0 if all(found.values()) else 1)


@main.command(help="Địa chỉ. / Print the addresses as shell exports; they hold passwords.")
@click.pass_obj
def env(state: State) -> None:
    """Print `export NAME=value` lines for `eval`."""
    for name, value in servers.environment(state).items():
        click.echo(f"export {name}={shlex.quote(value)}")


if __name__ == "__main__":
    main()
