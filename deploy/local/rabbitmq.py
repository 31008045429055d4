"""A private RabbitMQ node: own name, cookie, epmd, ports and data, beside any other node of the machine."""

import os
import shutil
import subprocess
from pathlib import Path

import requests

from deploy.local import daemons, packages
from deploy.local.state import State, write_private

ADMIN = "hotline-admin"
DEBIAN_SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
CONFIGURATION = """\
listeners.tcp.default = 127.0.0.1:{amqp}
management.tcp.ip = 127.0.0.1
management.tcp.port = {management}
default_user = {user}
default_pass = {password}
vm_memory_high_watermark.absolute = 1GiB
disk_free_limit.absolute = 200MB
# The default, 512 MiB, is sized for a cluster of its own machines.
raft.wal_max_size_bytes = 67108864
log.file.level = warning
log.console = false
"""


def start(state: State) -> None:
    """Start the node unless it runs; return when its AMQP port and its management API answer."""
    room = state.room("rabbitmq")
    if not running(state):
        _configure(state)
        daemons.launch([_server()], _environment(state), room / "start.log")
    daemons.await_ready(lambda: _answers(state), room / "start.log")


def stop(state: State) -> None:
    """End the node and its epmd; nothing happens if they do not run."""
    daemons.end(state.directory / "rabbitmq" / "pid", "beam")
    if shutil.which("epmd"):
        daemons.await_ready(
            lambda: _epmd_ended(state.port("epmd")), state.directory / "rabbitmq" / "start.log", within=10
        )


def running(state: State) -> bool:
    """Tell whether the node's process is there, answering or not."""
    return daemons.process(state.directory / "rabbitmq" / "pid", "beam") is not None


def control(state: State, *arguments: str) -> str:
    """Run rabbitmqctl on the node and return what it prints. Raises CalledProcessError."""
    command = [str(_server().with_name("rabbitmqctl")), "--quiet", "-n", _node(state), *arguments]
    done = subprocess.run(command, env=_environment(state), check=True, capture_output=True, text=True)
    return done.stdout


def amqp_uri(state: State, user: str = ADMIN) -> str:
    """Return the AMQP address of the node for `user`: the administrator, or a service by its name."""
    return f"amqp://{user}:{_password(state, user)}@127.0.0.1:{state.port('amqp')}/%2F"


def api(state: State, user: str = ADMIN) -> str:
    """Return the address of the management API for `user`."""
    return f"http://{user}:{_password(state, user)}@127.0.0.1:{state.port('management')}"


def _server() -> Path:
    # Debian's wrapper in /usr/sbin insists on the user "rabbitmq", who may not be able to reach a checkout.
    packages.need("rabbitmq-server", lambda: DEBIAN_SERVER.exists() or shutil.which("rabbitmq-server") is not None)
    return DEBIAN_SERVER if DEBIAN_SERVER.exists() else Path(shutil.which("rabbitmq-server") or "rabbitmq-server")


def _password(state: State, user: str) -> str:
    return state.values["ADMIN_PASSWORD" if user == ADMIN else f"BROKER_PASSWORD_{user.upper()}"]


def _configure(state: State) -> None:
    room = state.room("rabbitmq")
    ports = {name: state.port(name) for name in ("amqp", "management")}
    text = CONFIGURATION.format(user=ADMIN, password=state.values["ADMIN_PASSWORD"], **ports)
    write_private(room / "rabbitmq.conf", text)
    write_private(room / ".erlang.cookie", state.values["ERLANG_COOKIE"])
    (room / ".erlang.cookie").chmod(0o400)
    (room / "enabled_plugins").write_text("[rabbitmq_management].\n")


def _node(state: State) -> str:
    return f"hotline{state.base_port}@localhost"


def _environment(state: State) -> dict[str, str]:
    room = state.room("rabbitmq")
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(room),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(state.port("epmd")),
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",  # keeps the machine's own node's settings out
        "RABBITMQ_NODENAME": _node(state),
        "RABBITMQ_DIST_PORT": str(state.port("distribution")),
        "RABBITMQ_MNESIA_BASE": str(room / "data"),
        "RABBITMQ_LOG_BASE": str(room / "log"),
        "RABBITMQ_PID_FILE": str(room / "pid"),
        "RABBITMQ_CONFIG_FILE": str(room / "rabbitmq.conf"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(room / "none.config"),
        "RABBITMQ_GENERATED_CONFIG_DIR": str(room / "generated"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(room / "enabled_plugins"),
        # Idle schedulers sleep instead of spinning: the machine is shared with everything else.
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
    }


def _epmd_ended(port: int) -> bool:
    """Ask epmd to end; it refuses while it still believes that a node lives."""
    subprocess.run(["epmd", "-port", str(port), "-kill"], check=False, capture_output=True)
    return not daemons.listening(port)


def _answers(state: State) -> bool:
    check = f"{api(state)}/api/health/checks/port-listener/{state.port('amqp')}"
    try:
        return requests.get(check, timeout=5).ok
    except requests.RequestException:
        return False
