"""The whole system on one machine: servers, topology, reference data, and all processes of the Procfile."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests

from deploy.local import daemons, providers, servers
from deploy.local.procfile import ADMIN_PORTS
from deploy.local.reference import REFERENCE
from deploy.local.state import BROKER_PASSWORDS, ROOT, State

SMTP_PORT = 2525
#: Where each server is, if somebody gives it.
ADDRESSES = {"rabbitmq": "AMQP_URI", "mongod": "MONGO_URI", "mailserver": "IMAP_URL"}
PAGES = {
    "PUBLIC_URL": (8080, "Cổng công khai, tra cứu / public portal, tracking"),
    "INTAKE_WEB_URL": (8081, "Gửi phản ánh / file a case"),
    "INTAKE_HOTLINE_URL": (8082, "Tổng đài viên / operators"),
    "INTAKE_MOBILE_URL": (8090, "Ứng dụng, Open311 / apps, Open311"),
    "ROUTING_URL": (8083, "Bàn làm việc, API / desk API"),
    "REPORTING_URL": (8084, "Báo cáo / reports"),
    "LAB_URL": (providers.LAB_PORT, "Đóng vai người dân trên mọi kênh / play the citizen on every channel"),
    "MAIL_URL": (8025, "Thư đã gửi (chỉ ở máy này) / mails, this machine only"),
}


@contextmanager
def running_servers(state: State) -> Iterator[None]:
    """Run the servers whose addresses the environment does not give; stop afterwards what was started here."""
    given = {name: variable in os.environ for name, variable in ADDRESSES.items()}
    running = servers.status(state)
    missing = [name for name in given if not given[name] and not running[name]]
    try:
        servers.start(state, [name for name in given if not given[name]])
        yield
    finally:
        servers.stop(state, missing)


@contextmanager
def running_processes(env: Mapping[str, str], log: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run all processes of the Procfile under honcho, their output to `log` or to the terminal."""
    with Path(log or os.devnull).open("ab") as file:
        output = file if log else None
        honcho = subprocess.Popen(
            [sys.executable, "-m", "honcho", "start"], cwd=ROOT, env=env, stdout=output, stderr=output
        )
    try:
        yield honcho
    finally:
        if honcho.poll() is None:
            honcho.send_signal(signal.SIGTERM)
        honcho.wait(60)


def prepare(env: Mapping[str, str]) -> None:
    """Declare the topology and load the reference data. Raises CalledProcessError where a command fails.

    The services' broker users are made where their passwords are known: always on a broker of our own.
    """
    hotline("topology", "apply", env=env)
    if env.keys() >= set(BROKER_PASSWORDS):
        hotline("topology", "users", env=env)
    for command in REFERENCE:
        hotline(*command, env=env)


def hotline(*arguments: str, env: Mapping[str, str]) -> None:
    """Run the `hotline` command. Raises CalledProcessError where it fails."""
    subprocess.run([sys.executable, "-m", "services.ops.cli", *arguments], cwd=ROOT, env=env, check=True)


def environment(state: State, offset: int) -> dict[str, str]:
    """Return what the processes need to know; the caller's environment wins. All ports are moved by `offset`."""
    local = servers.environment(state) | providers.environment(state.values["SECRET_KEY"], offset)
    if "IMAP_URL" not in os.environ:
        local |= servers.mail_environment(state)
    if "AMQP_URI" in os.environ:
        broker = ("AMQP_URI", "RABBITMQ_API", "RABBITMQ_MONITOR_API", "BROKER_PASSWORD_")
        local = {name: value for name, value in local.items() if not name.startswith(broker)}
    if "MONGO_URI" in os.environ:
        local = {name: value for name, value in local.items() if not name.startswith("MONGO_URI")}
    return local | _settings(state, offset) | os.environ | _paths()


def urls(offset: int) -> dict[str, str]:
    """Return the addresses of all pages by the name of their variable."""
    return {name: f"http://127.0.0.1:{port + offset}" for name, (port, _) in PAGES.items()}


def busy_ports(offset: int) -> list[int]:
    """Return which of the processes' ports somebody listens on already."""
    pages = [port for port, _ in PAGES.values()]
    sites = (*pages, *providers.SITES.values(), *ADMIN_PORTS.values(), SMTP_PORT, providers.SMPP_PORT)
    return sorted({port + offset for port in sites if daemons.listening(port + offset)})


def free_offset() -> int:
    """Return an offset at which all ports are free, away from the usual ones."""
    return next(offset for offset in range(10_000, 20_000, 500) if not busy_ports(offset))


def ready(offset: int) -> bool:
    """Tell whether every process says that it is ready."""
    return all(_is_ready(port + offset) for port in ADMIN_PORTS.values())


def _settings(state: State, offset: int) -> dict[str, str]:
    names = ("SECRET_KEY", "TRACKING_KEY", "FILES_KEY", "LINK_KEY", "DESK_KEY", "LEDGER_KEY")
    secrets = {name: state.values[name] for name in names}
    smtp, sender = f"smtp://127.0.0.1:{SMTP_PORT + offset}", "Tổng đài 1022 <1022@example.org>"
    mail = {
        "SMTP_URL": smtp,
        "SMTP_RECEIPTS_URL": f"http://127.0.0.1:{8025 + offset}/messages/{{message_id}}",
        "MAIL_FROM": sender,
        "REPORT_SMTP_URL": smtp,
        "REPORT_MAIL_FROM": sender,
    }
    # Agencies that try their webhook have it on the same machine.
    pages = urls(offset)
    # Where the portal fetches the pictures that editors let out.
    pictures = {"INTAKE_FILES_URL": pages["INTAKE_WEB_URL"], "ROUTING_FILES_URL": pages["ROUTING_URL"]}
    # The desk asks the portal, and the figures lead to the desk, by the addresses that people see here.
    asked = {"PUBLISH_URL": pages["PUBLIC_URL"], "DESK_URL": pages["ROUTING_URL"]}
    return secrets | mail | pages | pictures | asked | {"PORT_OFFSET": str(offset), "WEBHOOKS_INSECURE": "yes"}


def _paths() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "EVENTLET_NO_GREENDNS": "yes"}


def _is_ready(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/readyz", timeout=2).ok
    except requests.RequestException:
        return False
