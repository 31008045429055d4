"""Commands of a local system: `python -m deploy.local start|stop|status|env|up|demo`."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CalledProcessError

import click

from deploy.local import running, servers
from deploy.local.daemons import DidNotStart
from deploy.local.packages import Missing
from deploy.local.state import DEFAULT_BASE_PORT, DEFAULT_DIRECTORY, State, opened, states


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


@main.command(help="Khởi động máy chủ. / Start both servers, unless they run.")
@click.pass_obj
def start(state: State) -> None:
    """Start both servers; exit 1 with a reason if one does not start."""
    with _told():
        servers.start(state)


@main.command(help="Dừng máy chủ. / Stop both servers; the data stays.")
@click.option("--all", "every", is_flag=True, help="all that were started from this checkout")
@click.pass_obj
def stop(state: State, every: bool) -> None:
    """Stop both servers, or those of every state under var/."""
    for each in states() if every else [state]:
        servers.stop(each)


@main.command(help="Chạy cả hệ thống. / Run the whole system; Ctrl-C stops it.")
@click.option("--port-offset", envvar="PORT_OFFSET", type=int, default=0, help="added to every port of a process")
@click.pass_obj
def up(state: State, port_offset: int) -> None:
    """Run the system in the foreground."""
    with _told():
        sys.exit(running.up(state, port_offset))


@main.command(help="Chạy thử. / Take cases through the running system, or one of its own.")
def demo() -> None:
    """Run the demo; exit with its code."""
    with _told():
        sys.exit(running.demo())


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


@contextmanager
def _told() -> Iterator[None]:
    """Turn the problems a person can do something about into one message and exit code 1."""
    try:
        yield
    except (DidNotStart, Missing) as problem:
        raise click.ClickException(str(problem)) from problem
    except CalledProcessError as failed:
        raise click.ClickException(f"{' '.join(map(str, failed.cmd))}: exit code {failed.returncode}") from failed


if __name__ == "__main__":
    main()
