"""Both servers together, and the environment that tells programs where they are."""

from collections.abc import Iterable

from deploy.local import mongod, rabbitmq
from deploy.local.state import ACCOUNTS, State


def start(state: State, only: Iterable[str] = ("rabbitmq", "mongod")) -> None:
    """Start what `only` names and does not run yet; return when it can be used."""
    if "mongod" in only:
        mongod.start(state)
    if "rabbitmq" in only:
        rabbitmq.start(state)


def stop(state: State) -> None:
    """End both servers; their data stays."""
    rabbitmq.stop(state)
    mongod.stop(state)


def environment(state: State) -> dict[str, str]:
    """Return the administrator's addresses, and `MONGO_URI_<ACCOUNT>` for each account that has less rights."""
    common = {"AMQP_URI": rabbitmq.amqp_uri(state), "RABBITMQ_API": rabbitmq.api(state), "MONGO_URI": mongod.uri(state)}
    return common | {f"MONGO_URI_{account.upper()}": mongod.uri(state, account) for account in ACCOUNTS}


def status(state: State) -> dict[str, bool]:
    """Tell for each server whether its process is there."""
    return {"rabbitmq": rabbitmq.running(state), "mongod": mongod.running(state)}
