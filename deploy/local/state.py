"""What a local pair of servers remembers between starts: its directory, its ports and its generated passwords."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_DIRECTORY = ROOT / "var" / "local"
DEFAULT_BASE_PORT = 28670
DATABASES = ("intake", "routing", "notify", "publish", "reporting")
ACCOUNTS = (*DATABASES, "relay", "ops")
BROKER_USERS = (*DATABASES, "relay")
#: Besides the services': one that looks at the queues and does nothing else, for the presence of agencies.
MONITOR = "monitor"
BROKER_PASSWORDS = tuple(f"BROKER_PASSWORD_{user.upper()}" for user in (*BROKER_USERS, MONITOR))
GENERATED = (
    "ERLANG_COOKIE",
    "ADMIN_PASSWORD",
    "MONGO_KEY",
    "SECRET_KEY",
    "TRACKING_KEY",
    "FILES_KEY",
    "LINK_KEY",
    "DESK_KEY",
    *(f"{account.upper()}_PASSWORD" for account in ACCOUNTS),
    *BROKER_PASSWORDS,
)


@dataclass(frozen=True, slots=True)
class State:
    """One pair of servers. `values` holds what `secrets.env` in the directory says."""

    directory: Path
    values: dict[str, str]

    @property
    def base_port(self) -> int:
        """Return the number below this pair's block of ten ports."""
        return int(self.values["BASE_PORT"])

    def port(self, name: str) -> int:
        """Return the port of `amqp`, `management`, `distribution`, `epmd` or `mongod`; KeyError for other names."""
        offsets = {"amqp": 2, "management": 3, "distribution": 4, "epmd": 5, "mongod": 7}
        return self.base_port + offsets[name]

    def room(self, name: str) -> Path:
        """Return the directory `name` of this pair, made when missing and closed to other users."""
        room = self.directory / name
        room.mkdir(mode=0o700, parents=True, exist_ok=True)
        return room


def opened(directory: Path = DEFAULT_DIRECTORY, base_port: int = DEFAULT_BASE_PORT) -> State:
    """Return the state kept in `directory`; its secrets are generated the first time, `base_port` counts only then.

    A secret that a newer version needs is added to what an older one has kept.
    """
    file = directory / "secrets.env"
    kept = dict(line.split("=", 1) for line in file.read_text().splitlines()) if file.exists() else {}
    values = _generated(base_port) | kept
    if values != kept:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(file, "".join(f"{name}={value}\n" for name, value in values.items()))
    return State(directory.resolve(), values)


def states() -> list[State]:
    """Return every state kept under var/ of this checkout."""
    return [opened(file.parent) for file in (ROOT / "var").glob("**/secrets.env")]


def write_private(file: Path, text: str) -> None:
    """Replace `file` by `text`, readable by its owner only from the first byte on."""
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
    fresh.rename(file)


def _generated(base_port: int) -> dict[str, str]:
    # The key of the ledger is one of Ed25519: 32 bytes.
    keys = {"LEDGER_KEY": secrets.token_hex(32)}
    return {"BASE_PORT": str(base_port)} | {name: secrets.token_hex(24) for name in GENERATED} | keys
